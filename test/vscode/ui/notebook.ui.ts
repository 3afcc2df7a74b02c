import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWorkbench, type Workbench } from '../../../build/editor/workbench';
import { inProject } from '../../../build/projectPaths';

let workbench: Workbench;

beforeAll(async () => {
  const folder = inProject('test', 'vscode', 'fixtures', 'workspace');
  workbench = await openWorkbench({ folder, openFile: 'training.ipynb', width: 1500, height: 1000 });
});

afterAll(() => workbench.close());

const toolbar = (name: string) => workbench.page.getByRole('button', { name }).filter({ visible: true }).first();
const cellRun = (index: number) =>
  workbench.page.locator(`.code-cell-row[data-index="${index}"]`).filter({ visible: true }).last();

async function statusBar(text: string | RegExp): Promise<void> {
  await workbench.page.locator('.statusbar-item', { hasText: text }).waitFor({ timeout: 60_000 });
}

it('chooses our kernel for a TypeScript notebook without asking', async () => {
  await workbench.page.locator('.kernel-label', { hasText: 'TypeScript (Activation Lab)' }).waitFor();
});

it('offers what acts on a notebook of ours before its first cell has run', async () => {
  await toolbar('Restart').waitFor();
  await workbench.runCommand('Activation Lab: Show Backend and Device');
  await workbench.page.getByText('The kernel starts with the first cell that you run.').first().waitFor();
});

it('trains, and opens the curves beside the notebook while it does', async () => {
  await toolbar('Run All').click();
  await workbench.findInFrames('h1:has-text("after epoch 3")', { timeoutMs: 90_000 });
  await statusBar(/TS notebook · wasm/);
  const legend = await workbench.findInFrames('tbody');
  expect(await legend.textContent()).toMatch(/ReLU[\s\S]*TeLU[\s\S]*xIELU/);
  const figure = await workbench.findInFrames('.output_container svg text:has-text("validation accuracy")');
  expect(await figure.count()).toBe(1);
});

it('shows the curves again after the panel was closed', async () => {
  const tab = workbench.page.locator('.tab', { hasText: 'Curves' });
  await tab.click({ button: 'middle' });
  await tab.waitFor({ state: 'detached' });
  await workbench.runCommand('Activation Lab: Show Training Curves');
  await workbench.findInFrames('h1:has-text("after epoch 3")');
});

it('exports the notebook as a page of its own', async () => {
  await workbench.openFile('training.ipynb');
  await workbench.runCommand('Activation Lab: Export Notebook…');
  await workbench.pick('HTML page');
  await workbench.page.getByRole('textbox', { name: 'Folder path' }).waitFor();
  await workbench.page.keyboard.press('Enter');
  const file = path.join(workbench.folder, 'training.html');
  await expect.poll(() => existsSync(file), { timeout: 15_000 }).toBe(true);
  expect(readFileSync(file, 'utf8')).toContain('300 × 28 × 28 × 1');
});

it('keeps outputs and curves over a reload of the window', async () => {
  await workbench.page.keyboard.press('ControlOrMeta+S');
  await workbench.page.locator('.tab.dirty', { hasText: 'training.ipynb' }).waitFor({ state: 'detached' });
  await workbench.reload();
  await workbench.findInFrames('h1:has-text("after epoch 3")', { timeoutMs: 60_000 });
  await workbench.findInFrames('.output_container svg text:has-text("validation accuracy")', { timeoutMs: 60_000 });
});

it('stops in the middle of a training, keeps what was there, and goes on', async () => {
  await workbench.openFile('endless.ipynb');
  await toolbar('Run All').click();
  await workbench.findInFrames('p:has-text("endless")', { timeoutMs: 90_000 });
  await toolbar('Interrupt').click();
  await workbench.findInFrames('.output_container >> text=/Training stopped|Interrupted/', { timeoutMs: 30_000 });
  await workbench.pressInCell(cellRun(2), 'notebook-execute');
  await workbench.findInFrames('.output_container >> text=still here true', { timeoutMs: 30_000 });
});

it('opens a notebook that is not JSON as an error with its reason, and leaves the file alone', async () => {
  await workbench.openFile('broken.ipynb');
  await workbench.waitForNotification('its text is not JSON');
  expect(readFileSync(path.join(workbench.folder, 'broken.ipynb'), 'utf8')).toContain('this is not JSON');
});
