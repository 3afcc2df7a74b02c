import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { isJustWritten } from '../../extension/notebook/justWritten';

const folder = mkdtempSync(path.join(tmpdir(), 'activation-lab-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('knows a file that was written a moment ago', () => {
  const fsPath = path.join(folder, 'copy.ipynb');
  const isNew = (scheme = 'file') => isJustWritten({ scheme, fsPath });
  expect(isNew()).toBe(false);
  writeFileSync(fsPath, '{}');
  expect(isNew()).toBe(true);
  expect(isNew('untitled')).toBe(false);
  const before = Date.now() / 1000 - 10;
  utimesSync(fsPath, before, before);
  expect(isNew()).toBe(false);
});
