import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWorkbench, type Workbench } from '../../../build/editor/workbench';
import { inProject } from '../../../build/projectPaths';

let workbench: Workbench;

beforeAll(async () => {
  const folder = inProject('test', 'vscode', 'fixtures', 'outputs');
  const settings = { 'notebook.lineNumbers': 'on' };
  workbench = await openWorkbench({ folder, openFile: 'errors.ipynb', width: 1300, height: 1400, settings });
});

afterAll(() => workbench.close());

async function runAll(): Promise<void> {
  const { page } = workbench;
  await page
    .locator('.kernel-label', { hasText: 'TypeScript (Activation Lab)' })
    .filter({ visible: true })
    .waitFor({ timeout: 90_000 });
  await page.getByRole('button', { name: 'Run All' }).filter({ visible: true }).first().click();
}

const position = (text: string) => workbench.page.locator('.statusbar-item', { hasText: text }).waitFor();

it('leads from an error to the line of the cell and of the local file that it names', async () => {
  await runAll();
  await (await workbench.findInFrames('.traceback a:has-text("Cell 1, line 5:3")', { timeoutMs: 60_000 })).click();
  await cellLine(0, 5);
  await (await workbench.findInFrames('.traceback a:has-text("Cell 2, line 2:1")')).click();
  await cellLine(1, 2);
  await (await workbench.findInFrames('.traceback a:has-text("thrower.ts:6:9")')).click();
  await workbench.page.locator('.tab.active', { hasText: 'thrower.ts' }).waitFor();
  await position('Ln 6, Col 9');
});

/** Of a cell the status bar tells no position: its lines are numbered instead. */
const cellLine = (cell: number, line: number) =>
  workbench.page
    .locator(`.code-cell-row.focused[data-index="${cell}"] .active-line-number`)
    .getByText(String(line), { exact: true })
    .waitFor();

it('saves an error without its links', async () => {
  await workbench.openFile('errors.ipynb');
  await workbench.runCommand('File: Save All');
  await workbench.page.locator('.tab.dirty', { hasText: 'errors.ipynb' }).waitFor({ state: 'detached' });
  const saved = JSON.parse(readFileSync(path.join(workbench.folder, 'errors.ipynb'), 'utf8'));
  const [error] = saved.cells[1].outputs;
  expect(error).toMatchObject({ output_type: 'error', ename: 'RangeError', evalue: 'from the file' });
  expect(error.traceback).toContain('    at boom (Cell 1, line 5:3)');
  expect(error.traceback.join('')).not.toContain('<a');
});

it('opens all that a cell has printed, when it is more than the cell shows', async () => {
  await workbench.openFile('much.ipynb');
  await runAll();
  const notice = '.output_container >> text=/This cell has printed 120,001 lines, 6.2 million characters/';
  await workbench.findInFrames(notice, { timeoutMs: 60_000 });
  await (await workbench.findInFrames('a:has-text("Open Full Log")')).click();
  await workbench.page.locator('.tab.active', { hasText: 'much-cell-1' }).waitFor();
  await expectWholeLog();
});

it('opens it again after the notebook was saved and the window loaded anew', async () => {
  const tab = workbench.page.locator('.tab', { hasText: 'much-cell-1' });
  await tab.click({ button: 'middle' });
  await tab.waitFor({ state: 'detached' });
  await workbench.openFile('much.ipynb');
  await workbench.runCommand('File: Save All');
  await workbench.page.locator('.tab.dirty', { hasText: 'much.ipynb' }).waitFor({ state: 'detached' });
  const saved = readFileSync(path.join(workbench.folder, 'much.ipynb'), 'utf8');
  expect(saved.length).toBeLessThan(8_500_000);
  expect(saved).toContain('the very end');
  await workbench.reload();
  await workbench.page.locator('.tab', { hasText: 'much.ipynb' }).click();
  await (await workbench.findInFrames('a:has-text("Open Full Log")', { timeoutMs: 90_000 })).click();
  await workbench.page.locator('.tab.active', { hasText: 'much-cell-1' }).waitFor();
  await expectWholeLog();
});

async function expectWholeLog(): Promise<void> {
  const { page } = workbench;
  // An editor that was closed opens where it was left, which may be the end. Its spaces are no-break spaces.
  await page
    .locator('.view-line', { hasText: /line\s\d+|the\svery\send/ })
    .first()
    .waitFor();
  // A key that comes while the palette gives the focus back, or the file is still read, goes nowhere: pressed again then.
  const atEnd = page.locator('.statusbar-item', { hasText: 'Ln 120002, Col 1' });
  for (let attempt = 0; attempt < 5 && !(await atEnd.isVisible()); attempt++) {
    await workbench.runCommand('View: Focus Active Editor Group');
    await page.keyboard.press('ControlOrMeta+End');
    await atEnd.waitFor({ timeout: 5000 }).catch(() => undefined);
  }
  await atEnd.waitFor();
  await page.locator('.view-line', { hasText: 'the very end' }).first().waitFor();
}
