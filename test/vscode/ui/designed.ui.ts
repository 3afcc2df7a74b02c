import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWorkbench, type Workbench } from '../../../build/editor/workbench';
import { inProject } from '../../../build/projectPaths';

let workbench: Workbench;

beforeAll(async () => {
  const folder = inProject('test', 'vscode', 'fixtures', 'outputs');
  workbench = await openWorkbench({ folder, openFile: 'designed.ipynb', width: 1500, height: 1000 });
  await workbench.page
    .locator('.kernel-label', { hasText: 'TypeScript (Activation Lab)' })
    .waitFor({ timeout: 90_000 });
});

afterAll(() => workbench.close());

/** A window's first page of a panel takes its time on a busy machine. */
const firstPanel = { timeoutMs: 120_000 };

const cell = () => workbench.page.locator('.code-cell-row[data-index="0"]').filter({ visible: true }).last();

it('draws an activation in the open panel as soon as a cell defines it, and offers it when the panel is opened anew', async () => {
  await workbench.runCommand('Activation Lab: Plot Activations and Derivatives');
  const rows = await workbench.findInFrames('tbody:has-text("xIELU")', firstPanel);
  expect(await rows.textContent()).not.toContain('Steep gate');
  await workbench.pressInCell(cell(), 'notebook-execute');
  await expect.poll(() => rows.textContent(), { timeout: 60_000 }).toContain('Steep gate');
  const tab = workbench.page.locator('.tab', { hasText: 'Derivatives' });
  await tab.click({ button: 'middle' });
  await tab.waitFor({ state: 'detached' });
  await workbench.runCommand('Activation Lab: Plot Activations and Derivatives');
  await workbench.findInFrames('[aria-label="Add an activation"] vscode-checkbox:has-text("Steep gate")');
});

it('benchmarks an activation that a cell has defined', async () => {
  await workbench.page.locator('.tab', { hasText: 'designed.ipynb' }).click();
  await workbench.runCommand('Activation Lab: Benchmark Activations…');
  await workbench.page.getByPlaceholder('Activations to benchmark').fill('Steep gate');
  await workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Steep gate' }).click();
  await workbench.page.getByPlaceholder('Activations to benchmark').press('Enter');
  const table = await workbench.findInFrames('table:has-text("median, ms")', { timeoutMs: 120_000 });
  expect(await table.textContent()).toContain('Steep gate');
});
