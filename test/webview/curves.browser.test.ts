import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../../build/editor/chromium';
import type { SeriesSnapshot } from '../../extension/runs/series';
import { type OpenOptions, PanelPage, type ThemeName } from './panelPage';
import { trainingRuns } from './trainingRuns';

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

async function open(options?: OpenOptions): Promise<PanelPage> {
  panel = await PanelPage.open(browser, 'curves', options);
  return panel;
}

async function openTrained(options?: OpenOptions, runs = trainingRuns()): Promise<PanelPage> {
  await open(options);
  await panel.tell('hydrate', runs);
  return panel;
}

const title = () => panel.text('.panel h1');
const legend = () => panel.page.locator('.line').allInnerTexts();
const line = (name: string) => panel.page.locator('.line', { hasText: new RegExp(`^${name}$`) });
const row = (name: string) =>
  panel.page
    .locator('tbody tr', { has: line(name) })
    .locator('td')
    .allInnerTexts();

/** The same runs, cut after some epochs, and what is missing as the host would send it. */
function cut(runs: SeriesSnapshot[], epochs: number): SeriesSnapshot[] {
  return runs.map(({ points, ...header }) => ({
    ...header,
    points: { steps: points.steps.slice(0, epochs), values: points.values.slice(0, epochs), stride: 1 },
  }));
}

function rest(runs: SeriesSnapshot[], epochs: number) {
  return runs.map(({ key, points }) => ({
    key,
    steps: points.steps.slice(epochs),
    values: points.values.slice(epochs),
  }));
}

describe('empty', () => {
  it('says what will be here and offers the first notebook', async () => {
    await open();
    expect(await panel.posted()).toEqual([{ method: 'ready', params: [] }]);
    await panel.tell('hydrate', []);
    await panel.page.getByText('Open the first notebook').click();
    expect((await panel.posted()).at(-1)).toEqual({ method: 'openFirstNotebook', params: [] });
    expect(await panel.page.locator('canvas').count()).toBe(0);
  });
});

describe('with runs', () => {
  it.each<ThemeName>(['light', 'dark', 'highContrast', 'highContrastLight'])(
    'draws, titles and lists them (%s)',
    async (theme) => {
      await openTrained({ theme });
      expect(await title()).toBe('TeLU leads ReLU by 2.8 points after epoch 8');
      expect(await legend()).toEqual(['ReLU', 'GELU', 'SiLU', 'TeLU', 'xIELU']);
      expect(await row('TeLU')).toEqual([
        expect.stringMatching(/^0\.89/),
        expect.stringMatching(/^± 0\.00/),
        '3',
        'best',
      ]);
      expect(await panel.inkOf('canvas')).toBeGreaterThan(0.01);
    },
  );

  it('shows the other group and metric, and remembers them', async () => {
    await openTrained();
    await panel.page.locator('vscode-dropdown[title=Group]').click();
    await panel.page.locator('vscode-option[value=MLP]').click();
    await panel.page.locator('vscode-dropdown[title=Metric]').click();
    await panel.page.locator('vscode-option[value=loss]').click();
    await panel.settle();
    expect(await title()).toMatch(/^TeLU is 0\.\d+ below ReLU after epoch 8$/);
    expect(await panel.text('.facts')).toContain('MLP, to epoch 8, 01 first comparison.ipynb');
    expect(await panel.state()).toMatchObject({ wish: { group: 'MLP', metric: 'loss' } });
  });

  it('appends live points without building the chart anew', async () => {
    const runs = trainingRuns({ epochs: 40 });
    await openTrained({}, cut(runs, 3));
    const canvas = await panel.page.locator('canvas').elementHandle();
    expect(await title()).toContain('after epoch 3');
    for (let epoch = 3; epoch < 40; epoch++) await panel.tell('append', rest(cut(runs, epoch + 1), epoch));
    expect(await title()).toContain('after epoch 40');
    expect(await canvas?.evaluate((node) => node.isConnected)).toBe(true);
  });

  it('begins with an undefined future: series without points, then one point', async () => {
    const runs = trainingRuns({ groups: ['MLP'], seeds: 1, epochs: 1 });
    await open();
    await panel.tell('hydrate', []);
    for (const { points: _, ...header } of runs) await panel.tell('define', header);
    expect(await panel.page.locator('.empty').isVisible()).toBe(true);
    await panel.tell('append', rest(runs, 0));
    expect(await title()).toMatch(/after epoch 1 \(one run each\)$/);
  });

  it('follows the training to the next group, and the choosers say so', async () => {
    const runs = trainingRuns();
    const chosen = () =>
      panel.page
        .locator('vscode-dropdown:visible')
        .evaluateAll((lists) =>
          lists.map((list) => list.shadowRoot?.querySelector('.selected-value')?.textContent?.trim()),
        );
    await openTrained(
      {},
      runs.filter(({ run }) => run.group === 'MLP'),
    );
    expect(await chosen()).toEqual(['validation accuracy']);
    for (const { points: _, ...header } of runs.filter(({ run }) => run.group === 'CNN'))
      await panel.tell('define', header);
    await panel.tell(
      'append',
      rest(runs, 0).filter(({ key }) => key.includes('CNN')),
    );
    expect(await chosen()).toEqual(['CNN', 'validation accuracy']);
    expect(await panel.text('.facts')).toContain('CNN, to epoch 8');
  });

  it('hides a line on a click, shows one alone on a double click, and all on another', async () => {
    await openTrained();
    await line('TeLU').click();
    await panel.settle();
    expect(await line('TeLU').getAttribute('aria-pressed')).toBe('false');
    expect(await title()).toBe('xIELU leads ReLU by 2.1 points after epoch 8');
    await line('GELU').dblclick();
    await panel.settle();
    expect(await panel.page.locator('.line[aria-pressed=true]').allInnerTexts()).toEqual(['GELU']);
    await line('GELU').dblclick();
    await panel.settle();
    expect(await panel.page.locator('.line[aria-pressed=true]').count()).toBe(5);
  });

  it('reads the values at the pointer, and the last ones without it', async () => {
    await openTrained();
    const box = await panel.page.locator('.u-over').boundingBox();
    await panel.page.mouse.move((box?.x ?? 0) + 3, (box?.y ?? 0) + 50);
    await panel.settle();
    expect(await panel.text('thead')).toContain('validation accuracy at epoch 1');
    const first = await row('ReLU');
    await panel.page.mouse.move(2, 2);
    await panel.settle();
    expect(await panel.text('thead')).toContain('validation accuracy at the end');
    expect(await row('ReLU')).not.toEqual(first);
  });

  it('smooths the lines and keeps the measured ones, on log axes too', async () => {
    await openTrained();
    const before = await row('ReLU');
    await panel.page.locator('input[type=range]').fill('0.9');
    await panel.page.getByText('log x').click();
    await panel.page.getByText('log y').click();
    await panel.settle();
    expect(await row('ReLU')).not.toEqual(before);
    expect(await panel.text('.facts')).toContain('smoothed 0.90');
    expect(await panel.state()).toMatchObject({ smoothing: 0.9, isLogX: true, isLogY: true });
    expect(await panel.inkOf('canvas')).toBeGreaterThan(0.01);
  });

  it('draws what a log axis can take of zeros, negatives and diverged runs, and names the latter', async () => {
    const wild = trainingRuns({ groups: ['MLP'], metrics: ['loss'], epochs: 4 }).map((series, i) => ({
      ...series,
      points: {
        steps: Float64Array.of(0, 1, 2, 3),
        values: Float64Array.of(0, -1, 2, i === 0 ? Number.NaN : 3),
        stride: 1,
      },
    }));
    await openTrained({ state: { isLogX: true, isLogY: true } }, wild);
    expect(await panel.text('.facts')).toContain('1 run diverged');
    expect(await panel.inkOf('canvas')).toBeGreaterThan(0.005);
  });

  it('redraws in the colours of a new theme', async () => {
    await openTrained({ theme: 'light' });
    const strokes = () =>
      panel.page.locator('.swatch line').evaluateAll((lines) => lines.map((one) => one.getAttribute('stroke')));
    const light = await strokes();
    await panel.become('dark');
    const dark = await strokes();
    expect(light).toContain('#d55e00');
    expect(dark).toContain('#ff8a3d');
    await panel.become('highContrast');
    expect(new Set(await strokes()).size).toBe(5);
  });

  it('comes back from hiding as it was', async () => {
    const runs = trainingRuns();
    await openTrained({}, runs);
    await line('ReLU').click();
    await panel.settle();
    const [before, state] = [await title(), await panel.state()];
    await panel.page.close();
    await openTrained({ state }, runs);
    expect(await title()).toBe(before);
    expect(await line('ReLU').getAttribute('aria-pressed')).toBe('false');
  });

  it('counts a seed once when its cell is run again', async () => {
    const first = trainingRuns({ groups: ['MLP'] });
    const second = trainingRuns({ groups: ['MLP'], startedAt: 1.8e12 });
    await openTrained({}, [...first, ...second]);
    expect((await row('TeLU'))[2]).toBe('3');
    expect(await panel.text('.facts')).toContain('15 earlier runs of the same seeds left out');
  });

  it('empties when its runs are removed', async () => {
    const runs = trainingRuns();
    await openTrained({}, runs);
    await panel.tell(
      'remove',
      runs.map(({ key }) => key),
    );
    expect(await panel.page.locator('.empty').isVisible()).toBe(true);
  });

  it('hands the host a PNG of the figure, and asks for the CSV', async () => {
    await openTrained({ width: 520 });
    await panel.page.locator('vscode-button[title=More]').click();
    await panel.page.getByText('Export CSV').click();
    await panel.page.getByText('Save picture').click();
    await panel.page.waitForFunction(() =>
      Reflect.get(window, 'posted').some((message: { method: string }) => message.method === 'savePicture'),
    );
    const signature = await panel.page.evaluate(() => {
      const { params } = Reflect.get(window, 'posted').find(
        (message: { method: string }) => message.method === 'savePicture',
      );
      return { bytes: [...params[0].slice(0, 4)], size: params[0].length, name: params[1] };
    });
    expect(signature).toMatchObject({ bytes: [0x89, 0x50, 0x4e, 0x47], name: 'activation-lab-curves' });
    expect(signature.size).toBeGreaterThan(10_000);
    expect((await panel.posted()).map(({ method }) => method)).toContain('exportCsv');
  });
});
