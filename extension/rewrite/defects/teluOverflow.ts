import type { Node } from '@vscode/tree-sitter-wasm';
import type { TextEdit } from '../detection';
import type { SourceTree } from '../grammars';
import { field } from '../syntax';
import { type Defect, type DefectRule, scripts } from './defect';
import { type Formula, type FormulaReader, gatedBy, isOp, isSame } from './formula';
import { jsFormulas, jsNamesOf } from './jsFormulas';
import { pythonFormulas, pythonNamesOf } from './pythonFormulas';

const message =
  'The gradient of this TeLU is NaN for large input: exp overflows, from 89 on in float32 and 12 in float16. Limit its argument; no value changes.';
const words = /tanh[\s\S]*exp|exp[\s\S]*tanh/;

export const teluOverflow: readonly DefectRule[] = [
  {
    languages: ['python'],
    words,
    find: (tree) => findAll(tree, pythonFormulas(pythonNamesOf(tree)), 'binary_operator', pythonLimit),
  },
  { languages: scripts, words, find: (tree) => findAll(tree, jsFormulas(jsNamesOf(tree)), 'call_expression', jsLimit) },
];

type Limit = (exp: Formula, argument: Formula) => TextEdit[] | null;

function findAll(tree: SourceTree, read: FormulaReader, type: string, limit: Limit): Defect[] {
  const products = tree.root.descendantsOfType([type, 'call']).flatMap((node) => node ?? []);
  return products
    .filter((node) => node.startIndex >= tree.editableFrom && !node.hasError)
    .flatMap((node) => defectAt(tree, read(node), limit) ?? []);
}

function defectAt(tree: SourceTree, formula: Formula, limit: Limit): Defect | null {
  const gated = gatedBy(formula, 'tanh');
  const exp = gated?.gate.args[0];
  const argument = exp?.args[0];
  if (!gated || !isOp(exp, 'exp') || !argument || !isSame(argument, gated.factor) || isLimited(tree, argument)) {
    return null;
  }
  const edits = limit(exp, argument);
  const { startIndex: start, endIndex: end } = formula.node;
  const fix = edits && { title: 'Limit the argument of exp to 10', edits };
  return { start, end, code: 'telu-overflow', message, ...(fix && { fix }) };
}

/** `x = x.clamp(max=10)` in front of it, or a call that cannot be large. */
function isLimited({ text }: SourceTree, { node, op }: Formula): boolean {
  const limits = /clamp|clip|minimum|\bmin\b|sigmoid|tanh|softmax|relu6|normalize/;
  if (op === 'min' || node.type === 'integer' || node.type === 'float' || node.type === 'number') {
    return true;
  }
  const before = text.slice(Math.max(0, node.startIndex - 2000), node.startIndex);
  const assignment = new RegExp(`\\b${node.text.replaceAll(/\W/g, '\\$&')}\\s*=(?!=)(.*)`, 'g');
  const last = [...before.matchAll(assignment)].at(-1)?.[1];
  return last !== undefined && limits.test(last);
}

/** torch.exp(x) → torch.exp(torch.clamp(x, max=10.0)); x.exp() → x.clamp(max=10.0).exp() */
function pythonLimit({ callee }: Formula, { node }: Formula): TextEdit[] | null {
  const object = field(callee, 'object');
  if (!object || !callee) {
    return null;
  }
  if (object.equals(node)) {
    return [{ start: node.endIndex, end: node.endIndex, newText: '.clamp(max=10.0)' }];
  }
  const isTorch = /^(?:torch|th|T)\b/.test(object.text);
  return wrapped(node, `${object.text}.${isTorch ? 'clamp' : 'minimum'}(`, isTorch ? ', max=10.0)' : ', 10.0)');
}

function jsLimit({ callee }: Formula, { node }: Formula): TextEdit[] | null {
  const object = field(callee, 'object');
  if (!object || object.equals(node)) {
    return object ? [{ start: node.endIndex, end: node.endIndex, newText: '.minimum(10)' }] : null;
  }
  return wrapped(node, `${object.text}.minimum(`, ', 10)');
}

function wrapped({ startIndex, endIndex }: Node, before: string, after: string): TextEdit[] {
  return [
    { start: startIndex, end: startIndex, newText: before },
    { start: endIndex, end: endIndex, newText: after },
  ];
}
