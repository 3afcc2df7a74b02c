import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWorkbench, type Workbench } from '../../../build/editor/workbench';
import { inProject } from '../../../build/projectPaths';

const folder = inProject('test', 'vscode', 'fixtures', 'folderSwap');
const files = ['models/encoder.py', 'models/small.js', 'models/notes.ipynb', 'other/decoder.py'];

let workbench: Workbench;

beforeAll(async () => {
  workbench = await openWorkbench({ folder, openFile: 'other/decoder.py', width: 1400, height: 900 });
});

afterAll(() => workbench.close());

const choice = (text: string) =>
  workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first();
const ticked = (text: string) =>
  workbench.page.locator('.monaco-list-row:has(.edit-checkbox)', { hasText: text }).locator('.edit-checkbox');

/** The explorer closes its menu when it has something new to show, under the mouse too: a person opens it again. */
async function askForFolder(name: string): Promise<void> {
  const { page } = workbench;
  const row = page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first();
  for (let attempt = 1; ; attempt++) {
    try {
      await row.click({ button: 'right' });
      await page.locator('.monaco-menu .action-label', { hasText: 'Replace Activations…' }).click({ timeout: 5000 });
      await choice('ReLU').waitFor({ timeout: 10_000 });
      return;
    } catch (error) {
      if (attempt === 5) throw error;
      await page.keyboard.press('Escape');
    }
  }
}

/** As a person does it: the folder's menu in the explorer, then from → to, up to the question. */
async function replaceInModels(): Promise<void> {
  const { page } = workbench;
  await askForFolder('models');
  await page.keyboard.press('Enter');
  await choice('TeLU').waitFor();
  await page.keyboard.press('Enter');
  await choice('Replace 4 places in 3 files').waitFor();
}

/** What is on disk once everything is saved: the files that differ from what they were. */
async function changedFiles(): Promise<string[]> {
  await workbench.runCommand('File: Save All');
  await workbench.page.locator('.tab.dirty').first().waitFor({ state: 'detached' });
  return files.filter((file) => textOf(file) !== textOf(file, folder));
}

/** Of a notebook its cells alone: VS Code lays out the JSON around them anew whenever it saves. */
function textOf(file: string, root = workbench.folder): string {
  const text = readFileSync(path.join(root, file), 'utf8');
  if (!file.endsWith('.ipynb')) return text;
  const { cells } = JSON.parse(text) as { cells: { source: string | string[] }[] };
  return cells.map(({ source }) => [source].flat().join('')).join('\n\n');
}

it('writes the places that are ticked in the preview and what they need, and nothing else', async () => {
  const { page } = workbench;
  await replaceInModels();
  expect(await choice('Replace 4 places in 3 files').textContent()).toContain('1 more');
  await choice('Preview first…').click();
  const place = ticked('nn.Linear(16, 8), nn.ReLUTeLU');
  await place.waitFor();
  expect(await place.getAttribute('class')).not.toContain('checked');
  await place.click();
  await page.getByText('Apply', { exact: true }).first().click();
  await expect.poll(changedFiles).toEqual(['models/encoder.py']);
  expect(textOf('models/encoder.py')).toMatch(/^import torch\nimport torch\.nn as nn\n\n\nclass TeLU\(nn\.Module\):/);
  expect(textOf('models/encoder.py')).toContain('nn.ReLU(inplace=True)');
  expect(textOf('models/encoder.py')).toContain('nn.Linear(16, 8), TeLU()');
  await workbench.openFile('models/encoder.py');
  await page.locator('.view-line', { hasText: 'TeLU()' }).first().click();
  // The definition that nobody ticked is a step of its own.
  await page.keyboard.press('ControlOrMeta+z');
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(changedFiles).toEqual([]);
});

it('replaces in all files of the folder, and one undo takes it back in all of them', async () => {
  const { page } = workbench;
  await replaceInModels();
  await page.keyboard.press('Enter');
  await expect.poll(changedFiles).toEqual(['models/encoder.py', 'models/small.js', 'models/notes.ipynb']);
  await workbench.openFile('models/small.js');
  await page.locator('.view-line', { hasText: "activation: 'telu'" }).first().click();
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(changedFiles).toEqual([]);
});
