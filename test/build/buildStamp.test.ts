import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { beforeEach, expect, it } from 'vitest';
import { BuildStamp } from '../../build/buildStamp';
import { inProject } from '../../build/projectPaths';

// Stamps speak of files inside the project, so their test stands in its cache.
const folder = '.cache/stamp-test';
const source = inProject(folder, 'sources', 'deep', 'a.ts');
const output = inProject(folder, 'out', 'a.js');
let stamp: BuildStamp;

beforeEach(() => {
  rmSync(inProject(folder), { recursive: true, force: true });
  for (const name of ['sources/deep', 'out']) mkdirSync(inProject(folder, name), { recursive: true });
  writeFileSync(source, 'let a = 1;');
  writeFileSync(output, 'var a = 1;');
  stamp = new BuildStamp('stamp-test', [`${folder}/sources`, `${folder}/absent.json`], [`${folder}/out`]);
  stamp.clear();
});

it('builds what was never built', () => {
  expect(stamp.isFresh()).toBe(false);
});

it('builds nothing anew that only has another date', () => {
  stamp.write();
  utimesSync(source, new Date(0), new Date(0));
  expect(stamp.isFresh()).toBe(true);
});

it('builds anew after a change, a new file, or a deleted one', () => {
  stamp.write();
  writeFileSync(source, 'let a = 2;');
  expect(stamp.isFresh()).toBe(false);
  writeFileSync(source, 'let a = 1;');
  expect(stamp.isFresh()).toBe(true);
  writeFileSync(inProject(folder, 'sources', 'b.ts'), '');
  expect(stamp.isFresh()).toBe(false);
  rmSync(inProject(folder, 'sources'), { recursive: true });
  expect(stamp.isFresh()).toBe(false);
});

it('builds anew when an output is lost or cut', () => {
  stamp.write();
  writeFileSync(output, 'var');
  expect(stamp.isFresh()).toBe(false);
  rmSync(output);
  expect(stamp.isFresh()).toBe(false);
});

it('builds anew after a build that was cut short', () => {
  stamp.write();
  stamp.clear();
  expect(stamp.isFresh()).toBe(false);
});

it('never takes a build without output for done', () => {
  rmSync(output);
  stamp.write();
  expect(stamp.isFresh()).toBe(false);
});
