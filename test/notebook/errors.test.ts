import { beforeAll, describe, expect, it } from 'vitest';
import { TestKernel } from './support/testKernel';

describe('errors in cells', () => {
  let kernel: TestKernel;
  beforeAll(async () => {
    kernel = await TestKernel.start({
      'broken.ts': 'export const a = 1\nexport const b = = 2\n',
      'thrower.ts':
        'type Unused = string\n\nexport function fail(): never {\n  throw new RangeError("from the file")\n}\n',
    });
  });

  it('names the cell and the TypeScript line, and shows it', async () => {
    const source =
      'interface Long {\n  a: number\n}\nfunction boom(x: number) {\n  throw new TypeError("k" + x)\n}\n\nboom(3)';
    const error = await kernel.failure(source);
    expect(error).toMatchObject({ name: 'TypeError', message: 'k3', location: { cellId: 'c1', line: 5, column: 9 } });
    expect(error.stack).toBe(
      [
        'TypeError: k3',
        '    at boom (Cell 1, line 5:9)',
        '    at Cell 1, line 8:1',
        '',
        '  3 | }',
        '  4 | function boom(x: number) {',
        '> 5 |   throw new TypeError("k" + x)',
        '    |         ^',
      ].join('\n'),
    );
  });

  it('points into the cell that defined the function', async () => {
    const error = await kernel.failure('boom(4)');
    expect(error.location).toEqual({ cellId: 'c1', line: 5, column: 9 });
    expect(error.stack).toContain('at Cell 2, line 1:1');
  });

  it('names the line that waits for a function which fails later', async () => {
    const error = await kernel.failure('async function late() {\n  await null\n  null!.x\n}\n\nawait late()');
    expect(error.stack).toMatch(/at late \(Cell \d+, line 3:9\)\n {4}at Cell \d+, line 6:1\n/);
  });

  it('keeps the line behind imports, functions and an await', async () => {
    const error = await kernel.failure(
      "import { join } from 'node:path'\nfunction unused() {}\nawait 1\njoin('a')\nnull!.x",
    );
    expect(error.location).toMatchObject({ line: 5 });
  });

  it('explains a syntax error like a compiler', async () => {
    const error = await kernel.failure('let x = 1\nlet ä = "ö" + = 2');
    expect(error).toMatchObject({ name: 'SyntaxError', location: { line: 2, column: 15 } });
    expect(error.stack).toContain('> 2 | let ä = "ö" + = 2\n    |               ^');
  });

  it('points at a return outside of a function', async () => {
    const error = await kernel.failure('const fine: number = 1\n  return fine');
    expect(error).toMatchObject({ name: 'SyntaxError', message: "'return' outside of function" });
    expect(error.location).toMatchObject({ line: 2, column: 3 });
  });

  it('refuses two declarations of a name in one cell, and says where the first is', async () => {
    const error = await kernel.failure('const twice = 1\nconst twice = 2');
    expect(error.message).toMatch(/"twice" has already been declared[\s\S]*line 1/);
  });

  it('refuses an assignment to a constant', async () => {
    expect((await kernel.failure('const fixed = 1\nfixed = 2')).message).toContain('"fixed" because it is a constant');
  });

  it('says that JSX is not supported', async () => {
    expect((await kernel.failure('const element = <div/>')).message).toContain('JSX is not supported');
  });

  it('shows the lines of local TypeScript files', async () => {
    const error = await kernel.failure("import { fail } from './thrower'\nfail()");
    expect(error.stack).toContain(`at fail (${kernel.folder}/thrower.ts:4:9)`);
    expect(error.stack).toContain('> 4 |   throw new RangeError("from the file")');
    expect(error.location).toMatchObject({ line: 2, column: 1 });
  });

  it('shows where a local file is no TypeScript', async () => {
    const error = await kernel.failure("import './broken'");
    expect(error.stack).toContain(`${kernel.folder}/broken.ts:2:18`);
    expect(error.stack).toContain('> 2 | export const b = = 2');
  });

  it('hides frames of the kernel and of Node', async () => {
    const { stack } = await kernel.failure("await import('node:fs/promises').then((fs) => fs.readFile('/nowhere'))");
    expect(stack).toContain('ENOENT');
    expect(stack).not.toMatch(/main\.cjs|node:internal|evaluate/);
  });

  it('shows stacks in the same lines when a cell prints them', async () => {
    await kernel.execute('console.log(new Error("printed").stack)');
    expect(kernel.streams.at(-1)?.text).toMatch(/Error: printed\n {4}at Cell \d+, line 1:13/);
  });

  it('finds the place of a name that is not there, also as the argument of what shows it', async () => {
    for (const code of ['nothingLikeThis("x")', 'await 1\nnothingLikeThis("x")']) {
      const line = code.split('\n').length;
      expect((await kernel.failure(code)).stack).toMatch(new RegExp(`at Cell \\d+, line ${line}:1\n`));
    }
  });

  it('follows causes and reports thrown values that are no errors', async () => {
    const error = await kernel.failure('throw new Error("outer", { cause: new Error("inner") })');
    expect(error.stack).toContain('Caused by: Error: inner');
    expect(await kernel.failure('throw "text"')).toMatchObject({ name: 'Thrown value', message: 'text' });
    expect(await kernel.failure('throw { code: 7 }')).toMatchObject({ message: '{ code: 7 }' });
    expect(await kernel.failure('throw undefined')).toMatchObject({ message: 'undefined' });
  });

  it('survives an error that refuses to be read', async () => {
    const hostile = 'const e = new Error("x"); Object.defineProperty(e, "message", { get() { throw 1 } }); throw e';
    expect(await kernel.failure(hostile)).toMatchObject({ name: 'Error' });
    expect(await kernel.value('1')).toBe('1');
  });

  it('reports a timer that throws and a rejection in their own cell, and lives on', async () => {
    const fresh = await TestKernel.start();
    await fresh.execute('setTimeout(() => { throw new Error("late timer") }, 30)');
    await fresh.execute('void Promise.reject(new Error("late rejection"))');
    await fresh.execute('await new Promise((resolve) => setTimeout(resolve, 60))');
    await fresh.until(() => fresh.lateErrors.length === 2);
    const reported = fresh.lateErrors.map(({ executionId, error }) => [
      executionId,
      error.message,
      error.location?.cellId,
    ]);
    // Which of the two comes first depends on how long the second cell took to begin.
    expect(reported.sort()).toEqual([
      ['e1', 'late timer', 'c1'],
      ['e2', 'late rejection', 'c2'],
    ]);
    expect(await fresh.value('2')).toBe('2');
  });
});
