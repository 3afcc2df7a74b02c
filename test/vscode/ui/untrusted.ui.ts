import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWorkbench, type Workbench } from '../../../build/editor/workbench';
import { inProject } from '../../../build/projectPaths';

let workbench: Workbench;

beforeAll(async () => {
  const folder = inProject('test', 'vscode', 'fixtures', 'workspace');
  workbench = await openWorkbench({ folder, openFile: 'variables.ipynb', untrusted: true });
});

afterAll(() => workbench.close());

it('asks before it runs a cell of a folder that is not trusted, and runs nothing on a no', async () => {
  const { page } = workbench;
  await page.getByRole('button', { name: 'Run All' }).filter({ visible: true }).first().click();
  const dialog = page.locator('.monaco-dialog-box', { hasText: /trust/i });
  await dialog.waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(await page.locator('.cell-status-item', { hasText: /\d+(\.\d+)?m?s/ }).count()).toBe(0);
});

it('still plots activations', async () => {
  await workbench.runCommand('Activation Lab: Plot Activations and Derivatives');
  await workbench.findInFrames('h1:has-text("TeLU")', { timeoutMs: 60_000 });
});
