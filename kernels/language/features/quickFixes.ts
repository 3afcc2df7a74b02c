import ts from '@typescript/typescript6';
import { type Place, type Stretch, stretchOf } from '../place';
import type { Replacement } from './rename';

export interface QuickFix {
  title: string;
  replacements: Replacement[];
}

/** TypeScript's repairs of one error: a missing import, a misspelt name. */
export function quickFixesAt({ notebook, module, position }: Place, end: number, code: number): QuickFix[] {
  const fixes = notebook.service.getCodeFixesAtPosition(module.fileName, position, end, [code], format, {});
  return fixes.flatMap(({ description, changes }) => {
    const replacements = changes.flatMap(({ fileName, textChanges }) =>
      textChanges.map(({ span, newText }) => replacementOf({ notebook, module, position }, fileName, span, newText)),
    );
    const whole = replacements.filter((one) => one !== undefined);
    return whole.length === replacements.length ? [{ title: description, replacements: whole }] : [];
  });
}

const format: ts.FormatCodeSettings = { ...ts.getDefaultFormatCodeSettings('\n'), indentSize: 2 };

/** A new import lands before or in the hidden line: it belongs to the top of the cell. None for a change to that line itself. */
function replacementOf(
  { notebook, module }: Place,
  fileName: string,
  span: ts.TextSpan,
  newText: string,
): Replacement | undefined {
  if (/\.notebook-\d+-cell/.test(newText)) return undefined;
  const stretch = stretchOf(notebook, fileName, span);
  if (stretch) return { stretch, newText };
  if (fileName !== module.fileName || span.length > 0 || !newText.trim().startsWith('import')) return undefined;
  const top: Stretch = { uri: module.uri, fileName, start: 0, end: 0 };
  return { stretch: top, newText: `${newText.trim()}\n` };
}
