import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { frameworks } from '../../extension/rewrite/frameworks';

it('lists every framework of the folder, in alphabetical order', () => {
  const folder = path.resolve(import.meta.dirname, '../../extension/rewrite/frameworks');
  const notFrameworks = /^(?:index|framework|\w+Helpers?|\w+Names)\.ts$/;
  const files = readdirSync(folder).filter((file) => !notFrameworks.test(file));
  expect(frameworks.map(({ id }) => `${id}.ts`)).toEqual(files.sort());
});
