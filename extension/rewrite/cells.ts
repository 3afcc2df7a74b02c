import type { Parsers } from './grammars';
import { cellSource, fileSource, type RewriteLanguage, type Source } from './source';

/** A cell behind those of its notebook that run before it; a half-typed one of them must not swallow what follows. */
export async function sourceOfCell(
  parsers: Parsers,
  earlierCells: readonly string[],
  cell: string,
  language: RewriteLanguage,
  laterText = '',
): Promise<Source> {
  const whole: string[] = [];
  for (const text of earlierCells) {
    if (await parsers.withTree(fileSource(text, language), ({ root }) => !root.hasError)) {
      whole.push(text);
    }
  }
  return { ...cellSource(whole, cell, language), laterText };
}
