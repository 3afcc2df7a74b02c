import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWorkbench, type Workbench } from '../../../build/editor/workbench';
import { inProject } from '../../../build/projectPaths';

let workbench: Workbench;

beforeAll(async () => {
  const folder = inProject('test', 'vscode', 'fixtures', 'workspace');
  workbench = await openWorkbench({ folder, openFile: 'model.py', width: 1400, height: 1000 });
});

afterAll(() => workbench.close());

const line = (text: string) => workbench.page.locator('.view-line', { hasText: text }).first();
const lens = (text: string) => workbench.page.locator('.codelens-decoration a', { hasText: text }).first();

it('offers "Replace ReLU with TeLU" first in the light bulb, and writes right code', async () => {
  await lens('ReLU · plot').waitFor();
  // On the word itself: the line's box goes on to the end of the window.
  await line('nn.ReLU').click({ position: { x: 190, y: 8 } });
  await workbench.page.locator('.lightBulbWidget:visible').waitFor();
  const rows = workbench.page.locator('.action-widget .monaco-list-row.action');
  await expect
    .poll(
      async () => {
        if (!(await rows.count())) await workbench.page.keyboard.press('ControlOrMeta+.');
        return rows
          .first()
          .textContent({ timeout: 2000 })
          .catch(() => '');
      },
      { timeout: 30_000 },
    )
    .toContain('Replace ReLU with TeLU');
  await workbench.page.keyboard.press('Enter');
  await line('class TeLU').waitFor();
  await line('self.act = TeLU()').waitFor();
});

it('benchmarks the activation of a CodeLens in a kernel of its own', async () => {
  await lens('benchmark').click();
  await workbench.page.getByPlaceholder('Activations to benchmark').waitFor();
  await workbench.page.keyboard.press('Enter');
  await workbench.findInFrames('vscode-button:has-text("Run again")', { timeoutMs: 120_000 });
  const table = await workbench.findInFrames('table');
  expect(await table.textContent()).toMatch(/median, ms[\s\S]*ReLU[\s\S]*TeLU/);
});

it('draws the activation of a CodeLens, and its derivative', async () => {
  await lens('ReLU · plot').click();
  const facts = await workbench.findInFrames('.facts:has-text("derivative")');
  expect(await facts.textContent()).toMatch(/xIELU: αp 0.80/);
  const slider = await workbench.findInFrames('label.slider:has-text("αp") input');
  await slider.fill('1.5');
  await expect.poll(() => facts.textContent()).toMatch(/xIELU: αp 1.50/);
});
