import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Program } from '../../../kernels/backends/tensorflow/install/runWatched';
import { workingPackage } from './fakePackage';

/** Puts every package that package.json names where npm would, with the program given. */
export const installs = (source = workingPackage) => `
  const fs = require('fs'), path = require('path');
  const { dependencies } = JSON.parse(fs.readFileSync('package.json', 'utf8'));
  for (const [name, version] of Object.entries(dependencies)) {
    const folder = path.join('node_modules', name);
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name, version, main: 'index.js' }));
    fs.writeFileSync(path.join(folder, 'index.js'), ${JSON.stringify(source)});
  }
`;

/** Arrives a little, starts a child of its own, then hangs for ever; the child's id stands in a file of `folder`. */
export const hangs = (folder: string) => `
  const fs = require('fs'), path = require('path');
  fs.mkdirSync('node_modules');
  fs.writeFileSync('node_modules/half', 'x'.repeat(1000));
  const child = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  fs.writeFileSync(${JSON.stringify(join(folder, 'child.pid'))}, String(child.pid));
  setInterval(() => {}, 1000);
`;

/** An npm that does what the program says, in place of the real one. */
export async function fakeNpm(folder: string, program: string): Promise<Program> {
  const script = join(folder, 'fake npm.cjs');
  await writeFile(script, program);
  return { command: process.execPath, args: [script] };
}
