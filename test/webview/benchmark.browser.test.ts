import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { launchChromium } from '../../build/editor/chromium';
import type { BenchmarkState } from '../../extension/panels/protocol';
import { defineActivation } from '../../kernels/activations';
import { writeActivation } from '../../kernels/activations/writtenActivation';
import * as e from '../../kernels/expression/build';
import { benchmarkReport, request } from './benchmarkReports';
import { type OpenOptions, PanelPage, type ThemeName } from './panelPage';

let browser: Browser;
let panel: PanelPage;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
afterEach(async () => {
  await panel.settle();
  expect(panel.complaints).toEqual([]);
  await panel.page.close();
});

async function open(state: BenchmarkState, options?: OpenOptions): Promise<void> {
  panel = await PanelPage.open(browser, 'benchmark', options);
  await panel.tell('show', state);
}

const title = () => panel.text('h1');
const running: BenchmarkState = {
  kind: 'running',
  request,
  done: 3,
  total: 10,
  label: 'TeLU forward',
  stopping: false,
};

it.each<ThemeName>(['light', 'dark', 'highContrast', 'highContrastLight'])(
  'reports both passes (%s)',
  async (theme) => {
    await open({ kind: 'report', request, report: benchmarkReport() }, { theme });
    expect(await title()).toBe('TeLU takes 4.52× as long as ReLU forward, 3.74× forward + backward');
    expect(await panel.page.locator('section h2').allInnerTexts()).toEqual(['forward', 'forward + backward']);
    expect(await panel.page.locator('section:first-of-type .median').count()).toBe(5);
    expect(await panel.text('.best')).toMatch(/^ReLU\s.*1\.00\s+fastest$/);
    expect(await panel.text('.facts')).toBe('1,048,576 elements, float32 · 40 repetitions · wasm, 2 threads, SIMD');
  },
);

it('speaks of an activation that a cell defined before any other', async () => {
  const gate = defineActivation({
    id: 'steepGate',
    title: 'Steep gate',
    forward: e.mul(e.x, e.sigmoid(e.mul(4, e.x))),
  });
  const asked = { ...request, activations: ['relu', 'telu', 'steepGate'], defined: [writeActivation(gate)] };
  const report = benchmarkReport();
  const rows = report.rows.map((row) => (row.activation === 'silu' ? { ...row, activation: 'steepGate' } : row));
  await open({ kind: 'report', request: asked, report: { ...report, rows } });
  expect(await title()).toBe('Steep gate takes 3.71× as long as ReLU forward, 3.37× forward + backward');
});

it('leaves the quartiles to the boxes where the ratio would have no room', async () => {
  await open({ kind: 'report', request, report: benchmarkReport() }, { width: 360 });
  const table = panel.page.locator('table').first();
  const quartiles = table.locator('th.quartile');
  expect(await quartiles.filter({ visible: true }).count()).toBe(0);
  expect(await table.evaluate((node) => node.getBoundingClientRect().right <= window.innerWidth)).toBe(true);
  await panel.page.setViewportSize({ width: 800, height: 800 });
  expect(await quartiles.filter({ visible: true }).count()).toBe(2);
});

it('shows progress, and asks once to stop', async () => {
  await open(running);
  expect(await title()).toBe('Measuring TeLU forward');
  expect(await panel.page.locator('progress').getAttribute('value')).toBe('3');
  await panel.page.getByText('Stop', { exact: true }).click();
  expect((await panel.posted()).at(-1)).toEqual({ method: 'stop', params: [] });
  await panel.tell('show', { ...running, stopping: true });
  expect(await title()).toBe('Stopping after the measurement under way');
  expect(await panel.page.locator('vscode-button').getAttribute('disabled')).not.toBeNull();
});

it('says plainly what a stopped benchmark lacks', async () => {
  await open({ kind: 'report', request, report: benchmarkReport(3) });
  expect(await panel.text('.facts')).toContain('stopped by you after 3 of 10 measurements: the rest is missing');
  expect(await panel.page.locator('section').count()).toBe(1);
});

it('has words for a benchmark stopped before its first measurement', async () => {
  await open({ kind: 'report', request, report: benchmarkReport(0) });
  expect(await title()).toBe('Stopped before the first measurement was complete');
});

it('shows an error as it was told, without reading it as HTML, and runs again', async () => {
  await open({
    kind: 'error',
    request,
    message: 'The kernel ended <b>(signal SIGKILL)</b>.\nRestart it and run again.',
  });
  expect(await panel.text('.reason')).toBe('The kernel ended <b>(signal SIGKILL)</b>.\nRestart it and run again.');
  await panel.page.getByText('Run again', { exact: true }).click();
  expect((await panel.posted()).at(-1)).toEqual({ method: 'run', params: [request] });
});

it('begins with the one button that fills it', async () => {
  await open({ kind: 'empty' });
  await panel.page.getByText('Run the benchmark').click();
  expect((await panel.posted()).at(-1)).toMatchObject({ method: 'run' });
});

it('cuts nothing off where the panel is narrow', async () => {
  await open({ kind: 'report', request, report: benchmarkReport() }, { width: 520 });
  expect(await panel.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(520);
});
