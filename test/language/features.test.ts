import { describe, expect, it } from 'vitest';
import { completionsAt, resolveCompletion } from '../../kernels/language/features/completion';
import { diagnosticsOf } from '../../kernels/language/features/diagnostics';
import { hoverAt } from '../../kernels/language/features/hover';
import { installCommandFor, packageOf } from '../../kernels/language/features/installCommand';
import { definitionsAt, referencesAt } from '../../kernels/language/features/navigation';
import { quickFixesAt } from '../../kernels/language/features/quickFixes';
import { renamableAt, renameAt } from '../../kernels/language/features/rename';
import { signatureAt } from '../../kernels/language/features/signature';
import { notebookOf } from './support';

function problemsOf(...texts: string[]) {
  const { notebook } = notebookOf(...texts);
  return notebook.modules
    .all()
    .flatMap((module) =>
      diagnosticsOf(notebook, module).map(({ diagnostic, start }) => [module.uri, start, diagnostic.message]),
    );
}

describe('diagnostics', () => {
  it('are silent on what a notebook allows', () => {
    const problems = problemsOf(
      "import fs from 'node:fs';\nimport { twice } from './helper';\nlet n = 1;\nvar v = 2;\nfunction f(x) { return x; }\nclass K { private p = 1; q() { return this.p; } }\nenum E { A }\ninterface I { a: number }\nnamespace N { export const z = 1; }",
      'n = twice(n); n++; v += 1; f(fs); new K().q(); E.A; const i: I = { a: N.z }; i.a',
      "const n = 'declared again'; n.toUpperCase(); await Promise.resolve(n);\nfor await (const one of [1]) console.log(one);",
      'const { a, b: [c] } = { a: 1, b: [2] }; export const d = a + c;',
      'process.exit; Buffer.from([d]); fetch; setTimeout(() => a, 1); structuredClone(c); import.meta.url;',
      '//js\nconst anything = n + undefinedInJavaScript;',
    );
    expect(problems).toEqual([]);
  });

  it('know the library and tfjs without anything installed', () => {
    const problems = problemsOf(
      "import * as tf from '@tensorflow/tfjs';\nimport * as lab from 'activation-lab';",
      'const y: tf.Tensor = lab.telu(tf.tensor([1, 2]).relu());\nconst model = tf.sequential({ layers: [new lab.XIELU()] });\ny.shape.length + model.layers.length',
    );
    expect(problems).toEqual([]);
  });

  it('know what cells can call without an import, and let them declare the same names', () => {
    const problems = problemsOf(
      "const shown = await display({ a: 1 }, { id: 'x' }); await shown.update(2);\nconst name: string | null = prompt('Name?', 'nobody');\nconst sure: boolean = confirm('Sure?');",
      'const display = (text: string) => text.length; display(name ?? String(sure)).toFixed();',
      'display(3)',
    );
    expect(problems).toEqual([['cell3', 8, expect.stringContaining("'number' is not assignable")]]);
  });

  it('find what is wrong across cells', () => {
    const problems = problemsOf(
      'const alpha = 1;',
      'alpha = 2;\nalpha.toUpperCase();\nnowhere;',
      "import 'not-there-at-all'; import x from 'nor-this';",
    );
    expect(problems).toEqual([
      ['cell2', 0, "Cannot assign to 'alpha' because it is a constant."],
      ['cell2', 17, "Property 'toUpperCase' does not exist on type '1'."],
      ['cell2', 32, "Cannot find name 'nowhere'."],
      ['cell3', 7, expect.stringContaining("side-effect import of 'not-there-at-all'")],
      ['cell3', 41, expect.stringContaining("Cannot find module 'nor-this'")],
    ]);
  });

  it('see what several cells add to a namespace and an enum', () => {
    const problems = problemsOf(
      "namespace Shapes { export const round = 'circle'; export interface Options { wide: boolean } }\nenum Level { Low }",
      'namespace Shapes { export const flat = round0(Shapes.round); function round0(text: string) { return text } }\nexport enum Level { High = 5 }',
      'export namespace Shapes { export namespace Deep { export const x = 1 } }',
      'const options: Shapes.Options = { wide: true };\n[options, Shapes.round.length, Shapes.flat.length, Shapes.Deep.x, Level.Low, Level.High, Level[5]];\nlet level: Level = Level.Low; level = Level.High;',
      'Shapes.nowhere; Level.Nowhere',
    );
    expect(problems).toEqual([
      ['cell5', 7, "Property 'nowhere' does not exist on type 'typeof Shapes'."],
      ['cell5', 22, "Property 'Nowhere' does not exist on type 'typeof Level'."],
    ]);
  });

  it('see a new beginning where a member is declared again', () => {
    const problems = problemsOf(
      'namespace N { export const a = 1, b = 2 }\nenum E { A, B }',
      "namespace N { export const a = 'text' }\nenum E { A }",
      'N.a.toUpperCase(); E.A; N.b; E.B',
    );
    expect(problems.map(([cell, start]) => [cell, start])).toEqual([
      ['cell3', 26],
      ['cell3', 31],
    ]);
  });

  it('see a second declaration in the same cell as the mistake that it is', () => {
    expect(problemsOf('const a = 1;\nconst a = 2;').map(([, , message]) => message)).toContain(
      "Cannot redeclare block-scoped variable 'a'.",
    );
  });

  it('know names of earlier cells only', () => {
    expect(problemsOf('later;', 'const later = 1;')).toEqual([['cell1', 0, "Cannot find name 'later'."]]);
  });
});

describe('completion', () => {
  it('offers members of what an earlier cell made', () => {
    const { at } = notebookOf('const alpha = { one: 1, two: "x" };', '');
    expect(completionsAt(at(2, 'alpha.|')).map(({ label }) => label)).toEqual(['one', 'two']);
  });

  it('offers names of earlier cells that this one does not use yet, with type and documentation when chosen', () => {
    const { at } = notebookOf('/** How fast. */\nconst learningRate = 0.1;', '');
    const place = at(2, 'const step = lea|');
    const item = completionsAt(place).find(({ label }) => label === 'learningRate');
    expect(item).toBeDefined();
    expect(item && resolveCompletion(place, item)).toMatchObject({
      detail: 'const learningRate: 0.1',
      documentation: { value: 'How fast.' },
    });
  });

  it('offers what any cell gave to a namespace, and no name of a hidden line', () => {
    const { at } = notebookOf('namespace N { export const early = 1 }', 'namespace N { export const late = 2 }', '');
    const labels = (place: ReturnType<typeof at>) => completionsAt(place).map(({ label }) => label);
    expect(labels(at(3, 'N.|'))).toEqual(expect.arrayContaining(['early', 'late']));
    expect(labels(at(2, 'namespace N { export const late = 2 }\n|')).filter((label) => /^N\b/.test(label))).toEqual([
      'N',
    ]);
  });

  it('offers each name once', () => {
    const { at } = notebookOf('const alpha = 1;', '');
    const labels = completionsAt(at(2, 'alpha; alp|')).map(({ label }) => label);
    expect(labels.filter((label) => label === 'alpha')).toHaveLength(1);
  });

  it('offers no name of a cell among the members of an object', () => {
    const { at } = notebookOf('const alpha = { one: 1 };\nconst other = 1;', '');
    expect(completionsAt(at(2, 'alpha.|')).map(({ label }) => label)).not.toContain('other');
  });
});

describe('hover and signature', () => {
  it('show the type, without the import that nobody wrote', () => {
    const { at } = notebookOf('/** How fast. */\nconst rate = 0.1 as number;', '');
    expect(hoverAt(at(2, 'ra|te;'))?.contents.value).toBe('```typescript\nconst rate: number\n```\n\nHow fast.');
  });

  it('show the parameters of a function of an earlier cell', () => {
    const { at } = notebookOf('function mix(left: number, right: string) { return left + right; }', '');
    expect(signatureAt(at(2, 'mix(1, |)'))).toMatchObject({
      activeParameter: 1,
      signatures: [{ label: 'mix(left: number, right: string): string' }],
    });
  });
});

describe('navigation', () => {
  it('goes to the declaration in another cell, and in a file', () => {
    const { at } = notebookOf("import { twice } from './helper';\nconst alpha = 1;", '');
    expect(definitionsAt(at(2, 'al|pha;'))).toMatchObject([{ uri: 'cell1', start: 40, end: 45 }]);
    const [file] = definitionsAt(at(2, 'twi|ce;'));
    expect(file?.fileName).toMatch(/fixtures\/helper\.ts$/);
  });

  it('finds each use once, in all cells', () => {
    const { at } = notebookOf('const alpha = 1;', '', 'alpha * alpha;');
    const found = referencesAt(at(2, 'al|pha;'), true).map(({ uri, start }) => [uri, start]);
    expect(found.sort()).toEqual([
      ['cell1', 6],
      ['cell2', 0],
      ['cell3', 0],
      ['cell3', 8],
    ]);
  });
});

describe('rename', () => {
  it('changes every cell, and keeps the keys of objects', () => {
    const { at } = notebookOf('const alpha = 1;\nalpha;', '', 'const o = { alpha };\no.alpha;');
    const found = renameAt(at(2, 'al|pha + 1;'), 'beta').map(({ stretch, newText }) => [
      stretch.uri,
      stretch.start,
      newText,
    ]);
    expect(found.sort()).toEqual([
      ['cell1', 17, 'beta'],
      ['cell1', 6, 'beta'],
      ['cell2', 0, 'beta'],
      ['cell3', 12, 'alpha: beta'],
    ]);
  });

  it('leaves a later declaration of the same name alone', () => {
    const { at } = notebookOf('', 'const alpha = 2; alpha;');
    const found = renameAt(at(1, 'const al|pha = 1;'), 'beta').map(({ stretch }) => stretch.uri);
    expect(found).toEqual(['cell1']);
  });

  it('refuses what is not the notebook’s', () => {
    const { at } = notebookOf('');
    expect(renamableAt(at(1, 'Ma|th.PI'))).toHaveProperty('refusal');
  });
});

describe('quick fixes', () => {
  it('import what is missing at the top of the cell', () => {
    const { at } = notebookOf('');
    const place = at(1, '|readFileSync("x");');
    const fixes = quickFixesAt(place, place.position + 12, 2304);
    const fix = fixes.find(({ replacements }) => replacements[0]?.newText.includes('fs'));
    expect(fix?.replacements).toMatchObject([{ stretch: { uri: 'cell1', start: 0, end: 0 } }]);
  });

  it('offer to install the package of an unknown import, and nothing for a path', () => {
    const { at } = notebookOf('');
    const place = at(1, 'import x from |"@scope/name/sub";');
    expect(installCommandFor(place, place.position + 17, 2307)).toMatchObject({ arguments: ['@scope/name', 'cell1'] });
    expect(['./file', '../x', '/abs', 'fs', 'a b', '$(rm)', 'C:\\x'].map(packageOf)).toEqual(Array(7).fill(undefined));
  });
});

describe('garbage', () => {
  it.each([
    'const',
    'import { a',
    '`${',
    '/*',
    '}}}',
    'class { static',
    '\u0000',
    '({a:',
    'import x from "',
    'for await (',
  ])('does not throw on %j, nor in the cell after it', (text) => {
    const { at, notebook } = notebookOf('', 'const after = 1; after;');
    const place = at(1, `${text}|`);
    expect(() => [completionsAt(place), hoverAt(place), signatureAt(place), renamableAt(place)]).not.toThrow();
    const after = notebook.modules.ofCell('cell2');
    expect(after && diagnosticsOf(notebook, after)).toEqual([]);
  });
});
