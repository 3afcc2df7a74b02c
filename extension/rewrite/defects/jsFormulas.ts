import type { Node } from '@vscode/tree-sitter-wasm';
import { tfjsFacts } from '../frameworks/tfjs';
import type { SourceTree } from '../grammars';
import { JsNames } from '../javascript/jsNames';
import { field, parts } from '../syntax';
import type { Formula, FormulaReader, Op } from './formula';

const opByName: ReadonlyMap<string, Op> = new Map([
  ['mul', 'mul'],
  ['tanh', 'tanh'],
  ['exp', 'exp'],
  ['expm1', 'expm1'],
  ['minimum', 'min'],
  ['clipByValue', 'min'],
  ['sigmoid', 'sigmoid'],
  ['softplus', 'softplus'],
]);

export function jsNamesOf(tree: SourceTree): JsNames {
  return new JsNames(tree, tfjsFacts());
}

/** `tf.mul(x, y)` and, where tensorflow.js is imported, `x.mul(y)`. */
export function jsFormulas(names: JsNames): FormulaReader {
  const hasTensors = names.imports().some(({ origin }) => origin && names.rootOf(origin.package) === 'tf');

  const read = (node: Node): Formula => {
    const isWrapped = /^(?:parenthesized|as|satisfies|non_null)_expression$/.test(node.type);
    const inner = isWrapped ? parts(node)[0] : undefined;
    if (inner) {
      return read(inner);
    }
    const callee = node.type === 'call_expression' ? field(node, 'function') : null;
    return callee ? readCall(node, callee) : { op: 'other', args: [], node, callee: null };
  };

  const readCall = (node: Node, callee: Node): Formula => {
    const given = parts(field(node, 'arguments'));
    const qualified = names.qualifiedName(callee);
    const receiver = field(callee, 'object');
    const isMethod = hasTensors && qualified === null && receiver !== null && receiver.type !== 'this';
    const name = isMethod ? field(callee, 'property')?.text : qualified?.replace(/^tf\./, '');
    const op = opByName.get(name ?? '') ?? 'other';
    const operands = isMethod && receiver ? [receiver, ...given] : given;
    return { op, args: op === 'other' ? [] : operands.map(read), node, callee };
  };
  return read;
}
