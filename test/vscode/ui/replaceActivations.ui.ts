import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWorkbench, type Workbench } from '../../../build/editor/workbench';
import { inProject } from '../../../build/projectPaths';

let workbench: Workbench;

beforeAll(async () => {
  const folder = inProject('test', 'vscode', 'fixtures', 'workspace');
  workbench = await openWorkbench({ folder, openFile: 'model.py', width: 1400, height: 900 });
});

afterAll(() => workbench.close());

async function bottomOf(element: Locator): Promise<number> {
  const box = await element.boundingBox();
  return box ? box.y + box.height : Number.NaN;
}

const line = (text: string) => workbench.page.locator('.view-line', { hasText: text }).first();
const row = (text: string) => workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first();

it('hovers with the formula, the plot and the commands in sight', async () => {
  // The extension has read the file: before that there is nothing to hover on. On a busy machine it takes long to start.
  const lens = workbench.page.locator('.codelens-decoration a', { hasText: 'ReLU · plot' }).first();
  await lens.waitFor({ timeout: 90_000 });
  await line('nn.ReLU').hover({ position: { x: 190, y: 8 } });
  const hover = workbench.page.locator('.monaco-hover:visible', { hasText: 'f(x)' }).first();
  await hover.locator('img[src^="data:image/svg+xml"]').waitFor();
  expect(await hover.textContent()).toMatch(/Open in derivative panel.*Benchmark against….*Nair & Hinton 2010/);
  await workbench.page.keyboard.press('Escape');
});

it('shows the whole plot in a narrow window', async () => {
  const { page } = workbench;
  await page.setViewportSize({ width: 800, height: 800 });
  await line('nn.ReLU').hover({ position: { x: 190, y: 8 } });
  const hover = page.locator('.monaco-hover:visible', { hasText: 'f(x)' }).first();
  const plot = hover.locator('img[src^="data:image/svg+xml"]');
  await plot.waitFor();
  await expect
    .poll(async () => bottomOf(plot).then(async (bottom) => (await bottomOf(hover)) - bottom))
    .toBeGreaterThanOrEqual(0);
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 1400, height: 900 });
});

it('goes from → to with a curve for each, replaces all safe places, and one undo takes them back', async () => {
  const { page } = workbench;
  await workbench.runCommand('Activation Lab: Replace Activations in This File…');
  await row('2 places').waitFor();
  await page.keyboard.press('Enter');
  await row('TeLU').waitFor();
  expect(await page.locator('.quick-input-list [style*="data:image/svg+xml"]').count()).toBeGreaterThan(5);
  await page.keyboard.press('Enter');
  await row('Replace 2 places in 1 file').waitFor();
  await row('Preview first…').waitFor();
  await page.keyboard.press('Enter');
  await line('self.act = TeLU()').waitFor();
  await line('return telu(self.fc2(x))').waitFor();
  await line('self.act').click({ position: { x: 250, y: 8 } });
  await page.keyboard.press('ControlOrMeta+z');
  await line('self.act = nn.ReLU()').waitFor();
  await line('return F.relu(self.fc2(x))').waitFor();
});
