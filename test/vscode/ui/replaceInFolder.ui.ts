import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWorkbench, type Workbench } from '../../../build/editor/workbench';
import { inProject } from '../../../build/projectPaths';

const folder = inProject('test', 'vscode', 'fixtures', 'folderSwap');
const files = ['models/encoder.py', 'models/small.js', 'models/notes.ipynb', 'other/decoder.py'];

/** A busy machine takes its time to write. */
const patience = { timeout: 30_000 };

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

/** By the key, into the list: the mouse would leave a hover lying over the next list. */
async function takeFirst(text: string): Promise<void> {
  await choice(text).waitFor();
  await workbench.page.locator('.quick-input-widget input').first().press('Enter');
}

const dirtyTab = (name: string) => workbench.page.locator('.tab.dirty', { hasText: name });

async function undoIn(file: string, swapped: string): Promise<void> {
  await workbench.openFile(file);
  await workbench.page.locator('.view-line', { hasText: swapped }).first().click();
  await workbench.page.keyboard.press('ControlOrMeta+z');
}

/** As a person does it: the folder's menu in the explorer, then from → to, up to the question. */
async function replaceInModels(): Promise<void> {
  await askForFolder('models');
  await takeFirst('ReLU');
  await takeFirst('TeLU');
  await choice('Replace 4 places in 3 files').waitFor();
}

/** The files that differ on disk from what they were. */
function changedFiles(): string[] {
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
  await place.waitFor({ state: 'detached' });
  // The place and its definition are two edits of one file: as after a rename inside a file, nothing is saved by itself.
  await dirtyTab('encoder.py').waitFor();
  await workbench.openFile('models/encoder.py');
  await page.locator('.view-line', { hasText: 'class TeLU' }).first().waitFor();
  await workbench.runCommand('File: Save All');
  await expect.poll(changedFiles, patience).toEqual(['models/encoder.py']);
  expect(textOf('models/encoder.py')).toMatch(/^import torch\nimport torch\.nn as nn\n\n\nclass TeLU\(nn\.Module\):/);
  expect(textOf('models/encoder.py')).toContain('nn.ReLU(inplace=True)');
  expect(textOf('models/encoder.py')).toContain('nn.Linear(16, 8), TeLU()');
  await undoIn('models/encoder.py', 'TeLU()');
  // The definition that nobody ticked is a step of its own.
  await page.keyboard.press('ControlOrMeta+z');
  await page.locator('.view-line', { hasText: 'TeLU()' }).first().waitFor({ state: 'detached' });
  await workbench.runCommand('File: Save All');
  await expect.poll(changedFiles, patience).toEqual([]);
});

it('replaces and saves in all files of the folder, and one undo takes it back in all of them', async () => {
  await replaceInModels();
  await takeFirst('Replace 4 places in 3 files');
  await expect.poll(changedFiles, patience).toEqual(['models/encoder.py', 'models/small.js', 'models/notes.ipynb']);
  await undoIn('models/small.js', "activation: 'telu'");
  await Promise.all(['encoder.py', 'small.js', 'notes.ipynb'].map((name) => dirtyTab(name).waitFor()));
  await workbench.runCommand('File: Save All');
  await expect.poll(changedFiles, patience).toEqual([]);
});
