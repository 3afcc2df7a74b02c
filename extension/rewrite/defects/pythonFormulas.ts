import type { Node } from '@vscode/tree-sitter-wasm';
import type { SourceTree } from '../grammars';
import { PythonNames } from '../python/pythonNames';
import { field, parts } from '../syntax';
import type { Formula, FormulaReader, Op } from './formula';

/** Libraries that differentiate; NumPy does not, so that an overflow harms nobody there. */
const libraries = [
  'torch',
  'torch.nn.functional',
  'tensorflow',
  'tensorflow.nn',
  'keras.ops',
  'keras.backend',
  'keras.activations',
  'jax.numpy',
  'jax.nn',
];
const opByName: ReadonlyMap<string, Op> = new Map([
  ['mul', 'mul'],
  ['multiply', 'mul'],
  ['tanh', 'tanh'],
  ['exp', 'exp'],
  ['expm1', 'expm1'],
  ['min', 'min'],
  ['minimum', 'min'],
  ['clamp', 'min'],
  ['clip', 'min'],
  ['clip_by_value', 'min'],
  ['clamp_max', 'min'],
  ['sigmoid', 'sigmoid'],
  ['softplus', 'softplus'],
]);
const synonyms = new Map([
  ['tensorflow.keras', 'keras'],
  ['tensorflow.math', 'tensorflow'],
  ['tensorflow.compat.v1', 'tensorflow'],
  ['tf_keras', 'keras'],
]);

export function pythonNamesOf(tree: SourceTree): PythonNames {
  return new PythonNames(
    tree,
    new Set([...libraries, 'torch.nn', 'torch.optim', 'keras', 'keras.layers', 'jax']),
    synonyms,
  );
}

export function pythonFormulas(names: PythonNames): FormulaReader {
  const hasTorch = /^\s*(?:import|from)\s+torch\b/m.test(names.tree.text);

  const read = (node: Node): Formula => {
    const inner = node.type === 'parenthesized_expression' ? parts(node)[0] : undefined;
    if (inner) {
      return read(inner);
    }
    if (node.type === 'binary_operator' && field(node, 'operator')?.text === '*') {
      return { op: 'mul', args: parts(node).map(read), node, callee: null };
    }
    const callee = node.type === 'call' ? field(node, 'function') : null;
    return callee ? readCall(node, callee) : { op: 'other', args: [], node, callee: null };
  };

  const readCall = (node: Node, callee: Node): Formula => {
    const given = parts(field(node, 'arguments')).map((arg) => field(arg, 'value') ?? arg);
    const qualified = names.qualifiedNames(callee).find((name) => libraries.includes(name.replace(/\.\w+$/, '')));
    const receiver = field(callee, 'object');
    const isMethod = !qualified && hasTorch && receiver !== null && names.qualifiedNames(callee).length === 0;
    const name = qualified?.replace(/^.*\./, '') ?? (isMethod ? field(callee, 'attribute')?.text : undefined);
    const op = opByName.get(name ?? '') ?? 'other';
    const operands = isMethod && receiver ? [receiver, ...given] : given;
    return { op, args: op === 'other' ? [] : operands.map(read), node, callee };
  };
  return read;
}
