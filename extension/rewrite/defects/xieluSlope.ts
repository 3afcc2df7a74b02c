import type { SourceTree } from '../grammars';
import { type Defect, type DefectRule, scripts } from './defect';
import { type Formula, type FormulaReader, isOp } from './formula';
import { jsFormulas, jsNamesOf } from './jsFormulas';
import { pythonFormulas, pythonNamesOf } from './pythonFormulas';

const message =
  'expm1 of an input limited to a tiny negative number: at exactly 0, where many inputs are, the slope of this xIELU is −0.3 instead of 0.5. Limit to 0.';
const words = /expm1/;

export const xieluSlope: readonly DefectRule[] = [
  { languages: ['python'], words, find: (tree) => findAll(tree, pythonFormulas(pythonNamesOf(tree)), 'call', '0.0') },
  { languages: scripts, words, find: (tree) => findAll(tree, jsFormulas(jsNamesOf(tree)), 'call_expression', '0') },
];

function findAll(tree: SourceTree, read: FormulaReader, type: string, zero: string): Defect[] {
  return tree.root.descendantsOfType(type).flatMap((node) => {
    const isSearched = node && node.startIndex >= tree.editableFrom && !node.hasError;
    return (isSearched && defectAt(tree, read(node), zero)) || [];
  });
}

function defectAt({ text }: SourceTree, expm1: Formula, zero: string): Defect | null {
  const limited = isOp(expm1, 'expm1') ? expm1.args[0] : undefined;
  const bound = isOp(limited, 'min') ? limited.args.at(-1)?.node : undefined;
  const written = bound && /^[-−]?[\d.]/.test(bound.text) ? bound.text : givenValue(text, bound?.text);
  const value = Number(written);
  if (!limited || !bound || !written || !(value < 0 && value > -1e-3)) {
    return null;
  }
  const { startIndex: start, endIndex: end } = limited.node;
  const isLiteral = written === bound.text;
  const isTensorBound = /\.min$/.test(limited.callee?.text ?? '');
  const edit = { start: bound.startIndex, end: bound.endIndex, newText: zero };
  const fix = isLiteral && !isTensorBound ? { title: 'Limit to 0', edits: [edit] } : null;
  return { start, end, code: 'xielu-slope', message, ...(fix && { fix }) };
}

/** What `self.eps` or a buffer of that name was given: `self.eps = torch.tensor(-1e-6)`. */
function givenValue(text: string, name: string | undefined): string | undefined {
  const last = name?.replace(/^.*\./, '');
  if (!last || !/^\w+$/.test(last)) {
    return undefined;
  }
  const given = new RegExp(
    `(?:\\b${last}\\b(?:\\s*:[^=\\n]+)?\\s*=|['"]${last}['"]\\s*,)[^\\n]*?(-\\s*[\\d.]+(?:e-?\\d+)?)`,
  );
  return given.exec(text)?.[1]?.replaceAll(' ', '');
}
