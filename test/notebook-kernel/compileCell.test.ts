import { describe, expect, it } from 'vitest';
import { compileCell } from '../../kernels/notebook/compile/compileCell';

const helper = '__activationLabCell';

async function compiled(source: string): Promise<string> {
  const { code } = await compileCell(source, { language: 'typescript' });
  return code.trim();
}

describe('compiling a cell', () => {
  const cases: [what: string, source: string, code: string][] = [
    ['shows the last expression', '1 + 1', `${helper}.result((1 + 1));`],
    ['makes every declaration a let', 'const a = 1', 'let a = 1;'],
    ['hoists functions without their name', 'g()\nfunction g() {}', 'let g = function  () {\n};\ng();'],
    ['hoists var', 'var a = 1, b', 'let a, b;\n(a = 1, b = b);'],
    [
      'hoists var out of blocks, not out of functions',
      'if (x) { var a = 1 }\nconst f = () => { var c }',
      'let a;\nif (x) {\n  (a = 1);\n}\nlet f = () => {\n  var c;\n};',
    ],
    ['turns the head of a loop into an assignment', 'for (var a of b) {}', 'let a;\nfor (a of b) {\n}'],
    [
      'holds what it waits for at the top, and below only until it is stopped',
      'await a; async () => await b',
      `await ${helper}.hold((a));\n${helper}.result((async () => await (typeof ${helper}==="undefined"?(v)=>v:${helper}.unlessStopped)((b))));`,
    ],
    ['rewrites dynamic imports', 'const f = () => import("x")', `let f = () => ${helper}.import("x");`],
    ['strips exports', 'export const a = 1; export { a as b }', 'let a = 1;'],
    ['drops imports of types', 'import type { T } from "x"', ''],
  ];
  it.each(cases)('%s', async (_, source, code) => {
    expect(await compiled(source)).toBe(code);
  });

  it('asks for every kind of import, and says which names are values here', async () => {
    const code = await compiled('import d, { a as b, T } from "x"\nimport * as n from "y"\nlet v: T = b');
    expect(code).toContain(`let { "default": d, "a": b, "T": T } = await ${helper}.hold(${helper}.importNames("x"`);
    expect(code).toContain('{"name":"a","needed":true},{"name":"T","needed":false}');
    expect(code).toContain(`let { "*": n } = await ${helper}.hold(${helper}.importNames("y"`);
  });

  it('finds what is required by a literal name', async () => {
    const { requires } = await compileCell('require("a"); require(name); f(() => require("b"))', {
      language: 'javascript',
    });
    expect(requires).toEqual(['a', 'b']);
  });
});
