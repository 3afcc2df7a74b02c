import { copyFileSync, existsSync, readdirSync, readFileSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWorkbench, type Workbench } from '../../../build/editor/workbench';
import { inProject } from '../../../build/projectPaths';

let workbench: Workbench;

const workspace = inProject('test', 'vscode', 'fixtures', 'workspace');

beforeAll(async () => {
  workbench = await openWorkbench({ folder: workspace, openFile: 'lifecycle.ipynb' });
});

afterAll(() => workbench.close());

const toolbar = (name: string) => workbench.page.getByRole('button', { name }).filter({ visible: true }).first();

async function saveAs(name: string): Promise<void> {
  await workbench.runCommand('File: Save As...');
  const box = workbench.page.getByRole('textbox', { name: /path/i });
  // The dialog fills in the present name once it has read the folder, over whatever was typed before.
  await expect.poll(() => box.inputValue(), { timeout: 30_000 }).toMatch(/\.ipynb$/);
  const file = path.join(workbench.folder, name);
  await expect.poll(() => box.fill(file).then(() => box.inputValue()), { timeout: 30_000, interval: 1000 }).toBe(file);
  await workbench.page.getByRole('button', { name: 'OK', exact: true }).click();
  await workbench.page.locator('.tab.active', { hasText: name }).waitFor({ timeout: 30_000 });
}

/** Kernels that run a notebook of this window's folder. */
function kernelsHere(): string[] {
  const programs = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const lines = programs.map((pid) => readIfThere(`/proc/${pid}/cmdline`).replaceAll('\0', ' '));
  return lines.filter((line) => line.includes('main.cjs') && line.includes(workbench.folder));
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

it('keeps the kernel when the notebook is saved under another name', async () => {
  await toolbar('Run All').click();
  await workbench.findInFrames('.output_container >> text=times run: 1', { timeoutMs: 60_000 });
  await saveAs('saved-as.ipynb');
  await workbench.page.waitForTimeout(2000);
  await toolbar('Run All').click();
  await workbench.findInFrames('.output_container >> text=times run: 2', { timeoutMs: 60_000 });
  expect(existsSync(path.join(workbench.folder, 'saved-as.ipynb'))).toBe(true);
});

it('gives its kernel to no other notebook that happens to have the same cells', async () => {
  await workbench.page.keyboard.press('ControlOrMeta+S');
  const file = path.join(workbench.folder, 'twin.ipynb');
  copyFileSync(path.join(workspace, 'lifecycle.ipynb'), file);
  const aMinuteAgo = Date.now() / 1000 - 60;
  utimesSync(file, aMinuteAgo, aMinuteAgo);
  await workbench.openFile('twin.ipynb');
  // The cross of a tab in the background is there only under the pointer.
  await workbench.page.locator('.tab', { hasText: 'saved-as.ipynb' }).click({ button: 'middle' });
  await workbench.page.waitForTimeout(2000);
  await toolbar('Run All').click();
  await workbench.findInFrames('.output_container >> text=times run: 1', { timeoutMs: 60_000 });
});

it('keeps the outputs of a running cell over a reload of the window, and ends its kernel', async () => {
  await workbench.openFile('reload.ipynb');
  await toolbar('Run All').click();
  await workbench.findInFrames('.output_container >> text=running on', { timeoutMs: 60_000 });
  await workbench.page.keyboard.press('ControlOrMeta+S');
  await workbench.page.waitForTimeout(1000);
  await workbench.reload();
  // The address names another notebook, which comes to the front.
  await workbench.openFile('reload.ipynb');
  await workbench.findInFrames('.output_container >> text=running on', { timeoutMs: 60_000 });
  if (process.platform === 'linux') await expect.poll(kernelsHere, { timeout: 30_000 }).toEqual([]);
  await toolbar('Run All').click();
  await workbench.findInFrames('.output_container >> text=running on', { timeoutMs: 60_000 });
});
