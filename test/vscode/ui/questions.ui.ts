import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWorkbench, type Workbench } from '../../../build/editor/workbench';
import { inProject } from '../../../build/projectPaths';

let workbench: Workbench;

beforeAll(async () => {
  const folder = inProject('test', 'vscode', 'fixtures', 'outputs');
  workbench = await openWorkbench({ folder, openFile: 'questions.ipynb', width: 1300, height: 1100 });
  await workbench.page
    .locator('.kernel-label', { hasText: 'TypeScript (Activation Lab)' })
    .waitFor({ timeout: 90_000 });
});

afterAll(() => workbench.close());

const box = () => workbench.page.locator('.quick-input-widget input').first();

const row = (cell: number) =>
  workbench.page.locator(`.code-cell-row[data-index="${cell}"]`).filter({ visible: true }).last();

const run = (cell: Locator) => workbench.pressInCell(cell, 'notebook-execute');

/** Waits until the editor asks that. */
async function asked(question: string): Promise<void> {
  await workbench.page.locator('.quick-input-widget', { hasText: question }).waitFor({ timeout: 60_000 });
  await box().waitFor();
}

async function answer(key: 'Enter' | 'Escape', text = ''): Promise<void> {
  await box().pressSequentially(text);
  await box().press(key);
}

const shows = (text: string) => workbench.findInFrames(`.output_container >> text=/^${text}\\s*$/`);

it('hands a cell what was typed, what an empty answer stands for, and null for Escape', async () => {
  for (const [key, typed, shown] of [
    ['Enter', 'Ada', 'name Ada'],
    ['Enter', '', 'name nobody'],
    ['Escape', 'Ada', 'name null'],
  ] as const) {
    await run(row(0));
    await asked('Your name?');
    expect(await box().getAttribute('placeholder')).toBe('nobody (when left empty)');
    await answer(key, typed);
    await shows(shown);
  }
});

it('offers yes and no', async () => {
  await run(row(1));
  await asked('');
  expect(await box().getAttribute('placeholder')).toBe('Are you sure?');
  await workbench.pick('Yes');
  await shows('sure true');
  await run(row(1));
  await asked('');
  await answer('Escape');
  await shows('sure false');
});

it('hides a password while it is typed', async () => {
  await run(row(2));
  await asked('The key?');
  expect(await box().getAttribute('type')).toBe('password');
  await answer('Enter', 'secret');
  await shows('key of 6 characters');
});

it('takes a question back when its cell is stopped, and runs on', async () => {
  await run(row(3));
  await asked('Will anybody answer?');
  await workbench.pressInCell(row(3), 'notebook-stop');
  await workbench.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  await workbench.findInFrames('.output_container >> text=/Interrupted/');
  await run(row(4));
  await shows('null');
});

it('asks for a second notebook when the first has its answer', async () => {
  await run(row(0));
  await asked('Your name?');
  // The palette would need the input box: a double click on the file opens it.
  await workbench.page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'answers.ipynb' }).dblclick();
  await workbench.page.locator('.tab.active', { hasText: 'answers.ipynb' }).waitFor();
  // The first notebook's cells are still there, out of sight.
  await run(workbench.page.locator('.code-cell-row', { hasText: 'about to ask' }));
  await shows('about to ask');
  await asked('Your name?');
  await answer('Enter', 'Grace');
  await asked('First?');
  await answer('Enter');
  await asked('Second?');
  await answer('Enter', 'two');
  await shows('first nothing, second two');
  await workbench.openFile('questions.ipynb');
  await shows('name Grace');
});
