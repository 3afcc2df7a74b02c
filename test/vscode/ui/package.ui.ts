import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { filesUnder } from '../../../build/buildStamp';
import { createPackage } from '../../../build/createPackage';
import { createProfile } from '../../../build/editor/editorProfile';
import { installVsix } from '../../../build/editor/installVsix';
import { testSettings } from '../../../build/editor/quietSettings';
import { openWorkbench } from '../../../build/editor/workbench';
import { inProject } from '../../../build/projectPaths';
import { removeFolder, temporaryFolder } from '../../../build/temporaryFolder';

let folder: string;
let vsix: string;
/** The package as VS Code itself unpacks it. */
let installed: string;

beforeAll(async () => {
  folder = temporaryFolder('package');
  vsix = await createPackage();
  const profile = await createProfile(folder, testSettings);
  await installVsix(profile, vsix);
  const name = readdirSync(profile.extensions).find((entry) => entry.startsWith('activation-lab.'));
  installed = path.join(profile.extensions, name ?? 'nothing was installed');
});

afterAll(() => removeFolder(folder));

it('holds what is built and the notebooks, the texts about it, and nothing else', () => {
  const folders = ['dist', 'notebooks', 'media'].flatMap(filesUnder).filter((file) => !file.endsWith('.map'));
  // vsce gives the texts these names.
  const texts = { 'README.md': 'readme.md', 'CHANGELOG.md': 'changelog.md', LICENSE: 'LICENSE.txt' };
  const present = Object.entries(texts).flatMap(([source, name]) => (existsSync(inProject(source)) ? [name] : []));
  expect(filesIn(installed)).toEqual(['.vsixmanifest', ...folders, ...present, 'package.json'].sort());
});

it('holds the program that its manifest names, and the kernel that the program starts', () => {
  const { main } = JSON.parse(readFileSync(path.join(installed, 'package.json'), 'utf8')) as { main: string };
  expect(existsSync(path.join(installed, main))).toBe(true);
  expect(existsSync(path.join(installed, 'dist/kernel/main.cjs'))).toBe(true);
});

it.skipIf(process.platform === 'win32')('leaves the program that transpiles cells executable', () => {
  expect(statSync(path.join(installed, 'dist/kernel/esbuild')).mode & 0o111).toBe(0o111);
});

it('activates in the editor when a notebook is opened', async () => {
  // So tall that the list of running extensions, which draws only what is in sight, draws them all.
  const workbench = await openWorkbench({ extension: vsix, folder: inProject('notebooks'), height: 4000 });
  try {
    await workbench.openFile(readdirSync(workbench.folder).find((file) => /^01-.*\.ipynb$/.test(file)) ?? '01');
    await workbench.runCommand('Developer: Show Running Extensions');
    const row = workbench.page.locator('.runtime-extensions-editor .extension', { hasText: 'Activation Lab' });
    await row.filter({ hasText: /Activation: \d+ms/ }).waitFor({ timeout: 60_000 });
  } finally {
    await workbench.close();
  }
});

it('trains from the package alone: kernel, data and panels are all in it', async () => {
  const folder = inProject('test', 'vscode', 'fixtures', 'workspace');
  const workbench = await openWorkbench({ extension: vsix, folder, openFile: 'training.ipynb', width: 1400 });
  try {
    await workbench.page.locator('.kernel-label', { hasText: 'TypeScript (Activation Lab)' }).waitFor();
    await workbench.page.getByRole('button', { name: 'Run All' }).first().click();
    await workbench.findInFrames('h1:has-text("after epoch 3")', { timeoutMs: 90_000 });
  } finally {
    await workbench.close();
  }
});

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(path.join(folder, file)).isFile())
    .map((file) => file.replaceAll('\\', '/'))
    .sort();
}
