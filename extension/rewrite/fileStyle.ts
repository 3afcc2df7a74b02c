import type { SourceTree } from './grammars';

/** How the file is written, so that inserted code looks at home. */
export interface FileStyle {
  readonly eol: string;
  readonly indent: string;
  readonly quote: '"' | "'";
  readonly semicolon: ';' | '';
}

/** Asked again for every target of a menu. */
const known = new WeakMap<SourceTree, FileStyle>();

export function styleOf(tree: SourceTree): FileStyle {
  const style = known.get(tree) ?? readStyle(tree);
  known.set(tree, style);
  return style;
}

function readStyle({ text, language }: SourceTree): FileStyle {
  const isPython = language === 'python';
  const count = (pattern: RegExp, within = text) => within.match(pattern)?.length ?? 0;
  // Docstrings and the decorators of what a swap inserts have double quotes in any file.
  const quoting = isPython ? text.replaceAll(/"""[\s\S]*?"""|^@.*$/gm, '') : text;
  const prefersDouble =
    count(/"[^"\n']*"/g, quoting) > count(/'[^'\n"]*'/g, quoting) || (isPython && !quoting.includes("'"));
  return {
    eol: text.includes('\r\n') ? '\r\n' : '\n',
    indent:
      /^(\t+| {2,8})\S/m.exec(text.replaceAll(/^ *\*/gm, ''))?.[1]?.replace(/^\t+$/, '\t') ??
      (isPython ? '    ' : '  '),
    quote: prefersDouble ? '"' : "'",
    semicolon: count(/;[ \t]*$/gm) > 0 || count(/\n/g) < 2 ? ';' : '',
  };
}

/** Fills `{name}` placeholders into code written with one indent step per `unit` spaces. */
export function renderCode(
  text: string,
  unit: number,
  { eol, indent }: FileStyle,
  values: ReadonlyMap<string, string>,
): string {
  const filled = text.replaceAll(/\{(\w+)\}/g, (whole, key: string) => values.get(key) ?? whole);
  const steps = new RegExp(`^(?: {${unit}})+`, 'gm');
  return filled.replaceAll(steps, (spaces) => indent.repeat(spaces.length / unit)).replaceAll('\n', eol);
}
