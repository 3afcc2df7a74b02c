import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { manifestRegions } from '../../extension/manifest';

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

test('package.json says what contributions.ts says', () => {
  const { activationEvents, contributes } = manifestRegions();
  expect(manifest.activationEvents).toEqual(activationEvents);
  expect(manifest.contributes).toEqual(contributes);
});

test('the types of VS Code are not newer than the editor we ask for', () => {
  expect(`^${manifest.devDependencies['@types/vscode']}`).toBe(manifest.engines.vscode);
});
