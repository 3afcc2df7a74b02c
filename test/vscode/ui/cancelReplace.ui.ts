import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWorkbench, type Workbench } from '../../../build/editor/workbench';
import { removeFolder, temporaryFolder } from '../../../build/temporaryFolder';

/** So many files that there is time to press Cancel. */
const count = 2000;
const text = 'import torch\nfrom torch import nn\n\nact = nn.ReLU()\n';

let folder: string;
let workbench: Workbench;

beforeAll(async () => {
  folder = temporaryFolder('cancel');
  mkdirSync(path.join(folder, 'models'));
  for (let i = 0; i < count; i++) writeFileSync(path.join(folder, 'models', `model${i}.py`), text);
  workbench = await openWorkbench({ folder, openFile: 'models/model0.py' });
});

afterAll(async () => {
  await workbench.close();
  removeFolder(folder);
});

const row = (name: string) => workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first();
const progress = (title: string) =>
  workbench.page.locator('.notifications-center .notification-list-item', { hasText: title });

/** In the list of notifications: a toast is not shown in a window without the focus. */
async function cancel(title: string): Promise<void> {
  await workbench.waitForNotification(title);
  await progress(title).getByText('Cancel', { exact: true }).click();
  await progress(title).waitFor({ state: 'detached' });
}

/** Anything that would come next has come once another command has answered. */
async function expectNothingFollows(): Promise<void> {
  await workbench.runCommand('View: Focus Active Editor Group');
  expect(await row('Replace').count()).toBe(0);
  expect(await row('ReLU').count()).toBe(0);
  const models = path.join(workbench.folder, 'models');
  expect(readdirSync(models).filter((name) => readFileSync(path.join(models, name), 'utf8') !== text)).toEqual([]);
  expect(await workbench.page.locator('.tab.dirty').count()).toBe(0);
}

it('asks nothing more when the search was cancelled', async () => {
  await workbench.runCommand('Activation Lab: Replace Activations…');
  await cancel('Looking for activations in the workspace');
  await expectNothingFollows();
});

it('changes nothing when the planning was cancelled', async () => {
  const { page } = workbench;
  await workbench.runCommand('Activation Lab: Replace Activations…');
  await row(`${count} places`).waitFor({ timeout: 90_000 });
  await page.locator('.quick-input-widget input').first().press('Enter');
  await row('TeLU').waitFor();
  await page.locator('.quick-input-widget input').first().press('Enter');
  await cancel('ReLU → TeLU');
  await expectNothingFollows();
});
