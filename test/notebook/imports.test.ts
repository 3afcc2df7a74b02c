import { beforeAll, describe, expect, it } from 'vitest';
import { TestKernel, writeFiles } from './support/testKernel';

const packages = {
  'node_modules/plain-cjs/package.json': '{ "name": "plain-cjs", "version": "1.0.0" }',
  'node_modules/plain-cjs/index.js': 'exports.one = 1; module.exports.two = 2;',
  'node_modules/hidden-cjs/package.json': '{ "name": "hidden-cjs", "main": "main.js" }',
  'node_modules/hidden-cjs/main.js': 'const all = { concealed: 3 }; module.exports = (() => all)();',
  'node_modules/only-esm/package.json':
    '{ "name": "only-esm", "type": "module", "exports": { "import": "./index.js" } }',
  'node_modules/only-esm/index.js': 'export default "esm"; export const answer = await Promise.resolve(42);',
  'node_modules/broken/package.json': '{ "name": "broken", "main": "index.js" }',
  'node_modules/broken/index.js': 'require("not-there-either")',
};

const local = {
  'data.json': '{ "value": 5 }',
  'script.mjs': 'export const kind = "mjs";',
  'common.cjs': 'module.exports = { kind: "cjs" };',
  'util.ts':
    "import { deep } from './lib/deep';\nexport interface Shape { a: number }\nexport const util = (): string => 'util ' + deep;",
  'lib/deep.ts': 'export const deep: number = 1;\nexport const touched = { count: 0 };',
  'other.ts':
    "import { touched } from './lib/deep.js';\nimport data from './data.json';\nexport const bump = () => ++touched.count + data.value;",
  'folder/index.ts': 'export const fromFolder = true;',
  'needsRequire.ts':
    "import path from 'node:path';\nexport const os = require('node:os').EOL.length + path.sep.length;",
  'package.json': '{ "imports": { "#inner": "./lib/deep.ts" } }',
  'typed.cts': 'const typed: string = "cts";\nmodule.exports = { typed };',
  'old.ts': 'const old: number = 4;\nmodule.exports = { old };',
  'chatty.ts': "console.log('loading');\nsetTimeout(() => console.log('later'), 20);\nexport {};",
};

describe('imports', () => {
  let kernel: TestKernel;
  beforeAll(async () => {
    kernel = await TestKernel.start({ ...packages, ...local });
  });

  const values: [what: string, source: string, shown: string][] = [
    [
      'node: modules',
      "import * as fs from 'node:fs'\nimport { join } from 'path'\nimport os from 'os'\n[typeof fs.statSync, join('a', 'b'), typeof os.EOL].length",
      '3',
    ],
    ['CommonJS packages by name', "import { one, two as zwei } from 'plain-cjs'\none + zwei", '3'],
    ['the default of CommonJS', "import all from 'plain-cjs'\nall.two", '2'],
    ['names that only the running CommonJS module knows', "import { concealed } from 'hidden-cjs'\nconcealed", '3'],
    ['packages that are ESM only', "import name, { answer } from 'only-esm'\nname + ' ' + answer", "'esm 42'"],
    ['a namespace', "import * as esm from 'only-esm'\nesm.answer", '42'],
    ['dynamically', "const { answer: dynamic } = await import('only-esm')\ndynamic", '42'],
    ['require', "require('plain-cjs').one", '1'],
    ['require of a local TypeScript file', "require('./folder').fromFolder", 'true'],
    ['JSON', "import data from './data.json'\ndata.value", '5'],
    ['JSON with attributes', "import data2 from './data.json' with { type: 'json' }\ndata2.value", '5'],
    ['JSON of a package', "import meta from 'plain-cjs/package.json'\nmeta.version", "'1.0.0'"],
    ['.mjs', "import { kind } from './script.mjs'\nkind", "'mjs'"],
    ['.cjs', "import common from './common.cjs'\ncommon.kind", "'cjs'"],
    ['.cts', "import { typed } from './typed.cts'\ntyped", "'cts'"],
    ['TypeScript that is CommonJS', "import { old } from './old'\nold", '4'],
    ['imports of package.json', "import { deep as inner } from '#inner'\ninner", '1'],
    ['.ts without extension', "import { util } from './util'\nutil()", "'util 1'"],
    ['.ts with extension', "import { util as util2 } from './util.ts'\nutil2()", "'util 1'"],
    ['.ts by the name of its output', "import { util as util3 } from './util.js'\nutil3()", "'util 1'"],
    ['a folder', "import { fromFolder } from './folder'\nfromFolder", 'true'],
    ['TypeScript that uses require', "import { os as eol } from './needsRequire'\neol > 1", 'true'],
    ['for their effect alone', "import './script.mjs'\n1", '1'],
    ['types alone', "import type { Shape } from './util'\nconst shape: Shape = { a: 1 }\nshape.a", '1'],
    [
      'a type without saying so',
      "import { Shape, util as util4 } from './util'\nconst s: Shape = { a: 2 }\nutil4() + s.a",
      "'util 12'",
    ],
  ];
  it.each(values)('takes %s', async (_, source, shown) => {
    expect(await kernel.value(source)).toBe(shown);
  });

  it('evaluates imports in their order, before the rest of the cell', async () => {
    for (const name of ['first', 'second', 'third']) {
      writeFiles(kernel.folder, { [`${name}.ts`]: `(globalThis['order'] ??= []).push('${name}'); export {}` });
    }
    const source =
      "import './first'\nimport './second'\nconst order = globalThis['order'].join()\nimport './third'\norder";
    expect(await kernel.value(source)).toBe("'first,second,third'");
  });

  it('starts threads from TypeScript files, which import as cells do', async () => {
    writeFiles(kernel.folder, {
      'threads/worker.ts':
        "import { parentPort, workerData } from 'node:worker_threads';\nimport { twice } from './twice';\ninterface Work { n: number }\nconst { n }: Work = workerData;\nif (n < 0) throw new RangeError('too small');\nparentPort?.postMessage(twice(n));",
      'threads/twice.ts': 'export const twice = (n: number): number => 2 * n',
    });
    await kernel.value(
      "import { Worker } from 'node:worker_threads'\nconst answer = (file: string | URL, n: number) => new Promise((done, fail) => new Worker(file, { workerData: { n } }).on('message', done).on('error', fail))",
    );
    expect(await kernel.value("await answer(new URL('./threads/worker.ts', import.meta.url), 21)")).toBe('42');
    expect(await kernel.value("await answer('./threads/worker.ts', 4)")).toBe('8');
    expect((await kernel.failure("await answer('./threads/worker.ts', -1)")).stack).toContain('worker.ts:5:18');
  });

  it('says where a JSON file is broken', async () => {
    writeFiles(kernel.folder, { 'broken.json': '{\n  "a": 1,\n  b\n}', 'short.json': '[1,\n2' });
    const error = await kernel.failure("import broken from './broken.json'\nbroken");
    expect(error.stack).toContain('broken.json:3:3');
    expect((await kernel.failure("await import('./short.json')")).stack).toContain('short.json:2:2');
  });

  it('keeps an import that only a later cell uses', async () => {
    await kernel.execute("import { answer as later } from 'only-esm'");
    expect(await kernel.value('later')).toBe('42');
  });

  it('gives cells and modules one instance of a local module', async () => {
    await kernel.value("import { bump } from './other'\nimport { touched } from './lib/deep'\nbump()\n0");
    expect(await kernel.value('touched.count')).toBe('1');
  });

  it('imports an edited module again, also when edited below, and leaves the rest alone', async () => {
    await kernel.value("import { touched as before } from './lib/deep'\nbefore.count = 77");
    writeFiles(kernel.folder, {
      'util.ts': "import { deep } from './lib/deep';\nexport const util = () => 'new ' + deep;",
    });
    expect(await kernel.value("import { util } from './util'\nutil()")).toBe("'new 1'");
    expect(await kernel.value("import { touched as same } from './lib/deep'\nsame.count")).toBe('77');
    writeFiles(kernel.folder, { 'lib/deep.ts': 'export const deep = 22;\nexport const touched = { count: 0 };' });
    expect(await kernel.value("import { util as again } from './util'\nagain()")).toBe("'new 22'");
    writeFiles(kernel.folder, {
      'common.cjs': 'module.exports = { kind: "edited cjs" };',
      'data.json': '{"value":6000}',
    });
    expect(await kernel.value("require('./common.cjs').kind")).toBe("'edited cjs'");
    expect(await kernel.value("import fresh from './data.json'\nfresh.value")).toBe('6000');
  });

  it('follows paths of the nearest tsconfig, in cells and in modules, also after an edit', async () => {
    const options = { paths: { '@lib/*': ['./lib/*'], short: ['./lib/deep.ts'] } };
    writeFiles(kernel.folder, {
      'tsconfig.json': `{ // with a comment\n "compilerOptions": ${JSON.stringify(options)}, }`,
      'viaPath.ts': "import { deep } from '@lib/deep'; export const via = deep + 1",
    });
    expect(
      await kernel.value("import { deep as one } from '@lib/deep'\nimport { deep as same } from 'short'\none === same"),
    ).toBe('true');
    expect(await kernel.value("import { via } from './viaPath'\nvia - one")).toBe('1');
    expect(await kernel.value("require('@lib/deep').deep - one")).toBe('0');
    writeFiles(kernel.folder, {
      'tsconfig.json': '{ "compilerOptions": { "paths": { "other": ["./lib/deep.ts"] } } }',
    });
    expect((await kernel.failure("import { deep as gone } from '@lib/deep'\ngone")).message).toContain('"@lib/deep"');
    expect(await kernel.value("import { deep as other } from 'other'\nother === one")).toBe('true');
    writeFiles(kernel.folder, { 'tsconfig.json': '{ broken' });
    expect(await kernel.value('6')).toBe('6');
  });

  it('decorates as the nearest tsconfig says', async () => {
    const source =
      'const kinds: string[] = []\nfunction mark(...parts: unknown[]): any { kinds.push(typeof parts[1]) }\nclass M { @mark m() {} }\nkinds.join()';
    writeFiles(kernel.folder, { 'tsconfig.json': '{ "compilerOptions": { "experimentalDecorators": true } }' });
    expect(await kernel.value(source)).toBe("'string'");
    writeFiles(kernel.folder, { 'tsconfig.json': '{ "compilerOptions": { "strict": true } }' });
    expect(await kernel.value(source)).toBe("'object'");
  });

  it('says which package is missing, where, and how to install it; then finds it', async () => {
    const error = await kernel.failure("const before = 1\nimport { chunk } from 'absent-package'");
    expect(error.message).toBe(`Cannot find the package "absent-package" from ${kernel.folder}.`);
    expect(error.hint).toContain(`cd ${kernel.folder} && npm install absent-package`);
    expect(error.location).toMatchObject({ line: 2, column: 1 });
    writeFiles(kernel.folder, {
      'node_modules/absent-package/package.json': '{ "name": "absent-package" }',
      'node_modules/absent-package/index.js': 'exports.chunk = 9;',
    });
    expect(await kernel.value("import { chunk } from 'absent-package'\nchunk")).toBe('9');
  });

  it('names what a package or a local file lacks in its turn', async () => {
    expect((await kernel.failure("require('broken')")).message).toContain('"not-there-either"');
    writeFiles(kernel.folder, { 'lacking.ts': "import x from 'not-installed'; export default x" });
    const error = await kernel.failure("import x from './lacking'");
    expect(error.message).toContain('"not-installed"');
    expect(error.message).toContain('lacking.ts');
  });

  it('suggests the file that was meant', async () => {
    const error = await kernel.failure("import { deep } from './lib/depe'");
    expect(error.message).toContain('lib/depe');
    expect(error.hint).toBe('Did you mean "./lib/deep"?');
    expect((await kernel.failure("await import('./qqqqqq')")).hint).toContain('chatty.ts');
  });

  it('names an export that does not exist and is used', async () => {
    const error = await kernel.failure("import { utill } from './util'\nutill()");
    expect(error.message).toBe('The module "./util" has no export named "utill".');
    expect(error.hint).toBe('Did you mean "util"?');
  });

  it('tries a module again whose loading failed', async () => {
    writeFiles(kernel.folder, {
      'flaky.ts': "export const ok = globalThis['ready'] ?? (() => { throw new Error('not ready') })()",
    });
    expect((await kernel.failure("import { ok } from './flaky'\nok")).message).toBe('not ready');
    expect(await kernel.value("globalThis['ready'] = 'yes'; const { ok } = await import('./flaky'); ok")).toBe("'yes'");
  });

  it('gives the output of a module to the cell that imported it', async () => {
    const before = kernel.streams.length;
    await kernel.execute("import './chatty'");
    await kernel.execute('await new Promise((resolve) => setTimeout(resolve, 50))');
    const said = kernel.streams.slice(before);
    expect(said.map(({ text }) => text).join('')).toBe('loading\nlater\n');
    expect(new Set(said.map(({ executionId }) => executionId)).size).toBe(1);
  });
});
