import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWorkbench, type Workbench } from '../../../build/editor/workbench';
import { removeFolder, temporaryFolder } from '../../../build/temporaryFolder';

const notebook = {
  cells: [{ cell_type: 'markdown', metadata: {}, source: ['# A heading of this notebook'] }],
  metadata: { language_info: { name: 'typescript' } },
  nbformat: 4,
  nbformat_minor: 5,
};

let folder: string;
let workbench: Workbench;

beforeAll(async () => {
  folder = temporaryFolder('notebook');
  writeFileSync(path.join(folder, 'first.ipynb'), JSON.stringify(notebook));
  writeFileSync(path.join(folder, 'other.ts'), 'export const answer = 42;\n');
  workbench = await openWorkbench({ folder, extension: false, openFile: 'first.ipynb', theme: 'dark' });
});

afterAll(async () => {
  await workbench.close();
  removeFolder(folder);
});

it('opens the notebook named in the address as a notebook, in a profile that has never seen one', async () => {
  await workbench.page.locator('.notebookOverlay').waitFor();
  const heading = await workbench.findInFrames('h1:has-text("A heading of this notebook")');
  expect(await heading.count()).toBe(1);
});

it('shows the same notebook again after a reload', async () => {
  await workbench.reload();
  await workbench.page.locator('.notebookOverlay').waitFor();
});

it('opens another file by its name', async () => {
  await workbench.openFile('other.ts');
  await workbench.page.locator('.view-line', { hasText: 'answer' }).waitFor();
});

it('runs a command of the palette', async () => {
  await workbench.runCommand('View: Close All Editors');
  await workbench.page.locator('.tab').first().waitFor({ state: 'detached' });
});

it('has the theme that was asked for', async () => {
  expect(await workbench.page.locator('.monaco-workbench.vs-dark').count()).toBe(1);
});
