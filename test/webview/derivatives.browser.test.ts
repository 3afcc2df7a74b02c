import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { launchChromium } from '../../build/editor/chromium';
import { curveOf, defineActivation, getActivation } from '../../kernels/activations';
import { type WrittenActivation, writeActivation } from '../../kernels/activations/writtenActivation';
import { mul, sigmoid, x } from '../../kernels/expression/build';
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

async function open(options?: OpenOptions, asked: string[] = []): Promise<void> {
  panel = await PanelPage.open(browser, 'derivatives', options);
  await panel.tell('show', asked);
}

const title = async () => (await panel.text('h1')).replaceAll('\u00a0', ' ');
const names = () => panel.page.locator('tbody vscode-checkbox').allInnerTexts();
const valuesOf = async (name: string) => {
  const cells = panel.page.locator('tbody tr', { has: panel.page.getByText(name, { exact: true }) }).locator('td');
  return (await cells.allInnerTexts()).map((text) => Number(text.trim().replace('−', '-')));
};

it.each<ThemeName>(['light', 'dark', 'highContrast', 'highContrastLight'])(
  'draws f and f′ of the default set (%s)',
  async (theme) => {
    await open({ theme });
    expect(await names()).toEqual(['ReLU', 'GELU', 'SiLU', 'TeLU', 'xIELU']);
    expect(await title()).toBe('TeLU’s slope stays within 1 % of 1 from x = 1.33 on, GELU’s from x = 3.07');
    for (const chart of ['.figure:nth-child(1) canvas', '.figure:nth-child(2) canvas'])
      expect(await panel.inkOf(chart)).toBeGreaterThan(0.01);
  },
);

it('shows what a command asked for, and nothing that is not in the catalogue', async () => {
  await open({}, ['telu', 'no-such-thing', 'mish']);
  expect(await names()).toEqual(['TeLU', 'Mish']);
});

it('adds and removes an activation, and remembers the set', async () => {
  await open();
  await panel.page.locator('[aria-label="Add an activation"] vscode-checkbox', { hasText: /^\s*Mish\s*$/ }).click();
  await panel.page.locator('tbody vscode-checkbox', { hasText: 'SiLU' }).click();
  await panel.settle();
  expect(await names()).toEqual(['ReLU', 'GELU', 'TeLU', 'xIELU', 'Mish']);
  expect(await panel.state()).toMatchObject({ chosen: ['relu', 'gelu', 'telu', 'xielu', 'mish'] });
});

const gateOf = (steepness: number): WrittenActivation => {
  const forward = mul(x, sigmoid(mul(steepness, x)));
  return writeActivation(defineActivation({ id: 'myGate', title: 'My gate', forward }));
};

it('draws what a cell defines as soon as it does, and anew when it is defined again', async () => {
  await open({}, ['relu']);
  await panel.tell('define', gateOf(1));
  expect(await names()).toEqual(['ReLU', 'My gate']);
  expect((await valuesOf('My gate'))[0]).toBeCloseTo(-0.269, 2);
  await panel.tell('define', gateOf(3));
  expect(await names()).toEqual(['ReLU', 'My gate']);
  expect((await valuesOf('My gate'))[0]).toBeCloseTo(-0.047, 2);
});

it('offers what cells have defined before beside the well-known, and keeps it chosen when it comes back', async () => {
  await open();
  await panel.tell('hydrate', [gateOf(1)]);
  await panel.tell('show', []);
  const offered = panel.page.locator('[aria-label="Add an activation"] vscode-checkbox');
  expect(await offered.filter({ visible: true }).allInnerTexts()).toContain('My gate');
  await panel.page.close();
  panel = await PanelPage.open(browser, 'derivatives', { state: { chosen: ['myGate', 'relu'] } });
  await panel.tell('hydrate', [gateOf(1)]);
  await panel.tell('show', []);
  expect(await names()).toEqual(['My gate', 'ReLU']);
});

it('offers the well-known at once, the rest behind a click that keeps them open', async () => {
  await open();
  const offered = panel.page.locator('[aria-label="Add an activation"] vscode-checkbox');
  const visible = () => offered.filter({ visible: true }).allInnerTexts();
  expect(await visible()).toEqual(['ELU', 'Leaky ReLU', 'Mish', 'Sigmoid', 'Softplus', 'Tanh']);
  await panel.page.getByText(/^\d+ more$/).click();
  await offered.filter({ hasText: 'xATLU' }).click();
  await panel.settle();
  expect(await names()).toEqual(['ReLU', 'GELU', 'SiLU', 'TeLU', 'xIELU', 'xATLU']);
  expect(await visible()).toContain('xSiLU');
});

it('reads the exact values at the crosshair, whichever chart the pointer is on', async () => {
  await open();
  const box = await panel.page.locator('.figure:nth-child(2) .u-over').boundingBox();
  await panel.page.mouse.move((box?.x ?? 0) + (box?.width ?? 0) * 0.7, (box?.y ?? 0) + 30);
  await panel.settle();
  const x = Number((await panel.text('thead th')).replace('x = ', '').replace('−', '-'));
  const telu = curveOf(getActivation('telu'));
  const [f, slope] = await valuesOf('TeLU');
  expect(x).toBeGreaterThan(1.8);
  expect(f).toBeCloseTo(telu.f(x), 1);
  expect(slope).toBeCloseTo(telu.derivative(x), 1);
});

it('moves xIELU with its sliders, live, and back', async () => {
  await open();
  const before = await valuesOf('xIELU');
  const slider = panel.page.locator('label', { hasText: 'αn' }).locator('input');
  const handle = await slider.elementHandle();
  await slider.fill('2');
  await panel.settle();
  const curve = curveOf(getActivation('xielu'), { alphaN: 2 });
  expect((await valuesOf('xIELU'))[1]).toBeCloseTo(curve.derivative(-1), 2);
  expect(await handle?.evaluate((node) => node.isConnected)).toBe(true);
  expect(await panel.text('.facts')).toContain('αn 2.00');
  await panel.page.getByText('Reset').click();
  await panel.settle();
  expect(await valuesOf('xIELU')).toEqual(before);
});

it('shows the tails on a log axis and says whose gradient lives', async () => {
  await open({ state: { preset: 'tails' } });
  expect(await title()).toBe(
    'xIELU keeps |f′| above 0.001 down to x = −20.0; SiLU holds it to x = −8.97; ReLU only to x = 0',
  );
});

it('survives a kept state from another version', async () => {
  await open({ state: { chosen: ['gone'], preset: 'gone', parameters: {} } });
  expect(await names()).toEqual([]);
  expect(await panel.page.locator('[aria-label="Add an activation"] vscode-checkbox').count()).toBeGreaterThan(5);
});

it('stands the charts below each other where the panel is narrow', async () => {
  await open({ width: 520 });
  const [left, right] = await panel.page
    .locator('.figure')
    .evaluateAll((places) => places.map((place) => place.getBoundingClientRect().toJSON()));
  expect(right.top).toBeGreaterThanOrEqual(left.bottom);
});
