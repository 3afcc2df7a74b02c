import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWorkbench, type Workbench } from '../../../build/editor/workbench';
import { inProject } from '../../../build/projectPaths';

let workbench: Workbench;

beforeAll(async () => {
  const folder = inProject('test', 'vscode', 'fixtures', 'workspace');
  workbench = await openWorkbench({ folder, openFile: 'variables.ipynb', width: 1440, height: 1000 });
  await workbench.page.locator('.kernel-label', { hasText: 'TypeScript (Activation Lab)' }).waitFor();
});

afterAll(() => workbench.close());

const row = (name: string) =>
  workbench.page.locator('.customview-tree .monaco-list-row', { hasText: name }).filter({ visible: true }).first();

it('says what the view will show, and offers a notebook, before a cell has run', async () => {
  await workbench.page.getByRole('button', { name: 'Variables' }).filter({ visible: true }).first().click();
  await workbench.page.getByRole('button', { name: 'Open the First Notebook' }).waitFor();
});

it('lists what the cells declared, with memory in the status bar', async () => {
  await workbench.page.getByRole('button', { name: 'Run All' }).first().click();
  await row('image').waitFor({ timeout: 60_000 });
  expect(await row('image').textContent()).toContain('Tensor2D [16, 24] float32 · 1.5 KB · wasm');
  await workbench.page.locator('.statusbar-item', { hasText: /heap .* · tensors/ }).waitFor();
  await workbench.page
    .locator('.customview-tree, .tree-explorer-viewlet-tree-view', { hasText: 'tensor alive' })
    .first()
    .waitFor();
});

it('plots a variable', async () => {
  await row('image').hover();
  await row('image').locator('.action-label.codicon-graph').click();
  await workbench.findInFrames('svg image');
});

it('stops at a breakpoint of a cell under VS Code’s own debugger, and goes on', async () => {
  const { page } = workbench;
  await page.locator('.view-line', { hasText: 'sum += row.n' }).first().click();
  await page.keyboard.press('F9');
  await page.locator('.codicon-debug-breakpoint').first().waitFor();
  await workbench.runCommand('Activation Lab: Debug Cell');
  await page.locator('.debug-top-stack-frame-line').first().waitFor({ timeout: 60_000 });
  await page.locator('.debug-call-stack', { hasText: 'Cell 2' }).waitFor();
  for (let stop = 0; stop < 2; stop++) {
    await page.locator('.debug-call-stack', { hasText: /paused on breakpoint/i }).waitFor();
    await page.locator('.debug-toolbar .codicon-debug-continue').click();
  }
  await page.locator('.debug-toolbar').waitFor({ state: 'hidden', timeout: 30_000 });
  await workbench.findInFrames('.output_container >> text=/^3$/');
});
