import type { Node } from '@vscode/tree-sitter-wasm';
import { styleOf } from '../fileStyle';
import type { SourceTree } from '../grammars';
import { splitLayer } from '../python/pythonLayers';
import type { PythonNames } from '../python/pythonNames';
import { field, parts } from '../syntax';
import { mergeEdits } from '../textEdits';
import type { Defect, DefectRule } from './defect';
import { pythonNamesOf } from './pythonFormulas';
import { xieluCalls } from './xieluModules';

const words = /xielu/i;

/** Dense(activation=XIELU()): Keras calls it as a plain function and never sees its weights. */
export const kerasUntrained: DefectRule = {
  languages: ['python'],
  words,
  find: (tree) => {
    const names = pythonNamesOf(tree);
    return xieluCalls(tree).flatMap((call): Defect[] => {
      const keyword = call.parent?.type === 'keyword_argument' ? call.parent : null;
      const layer = keyword?.parent?.parent;
      const callee = field(layer, 'function');
      const isLayer = callee && names.qualifiedNames(callee).some((name) => name.startsWith('keras.layers.'));
      const message =
        'Keras does not see the weights of a layer given as an activation: its αp and αn never train. Put it behind this layer, as a layer of its own.';
      const isActivation = field(keyword, 'name')?.text === 'activation';
      const { startIndex: start, endIndex: end } = call;
      return isLayer && isActivation
        ? [{ start, end, code: 'keras-untrained-activation', message, ...behindItsLayer(tree, names, call) }]
        : [];
    });
  },
};

/** `Dense(8, activation=XIELU())` → `Dense(8)` with `XIELU()` behind it, where there is a place for it. */
function behindItsLayer(tree: SourceTree, names: PythonNames, call: Node): Pick<Defect, 'fix'> {
  const expression = field(call, 'function') ?? call;
  const split = splitLayer(names, { expression, call }, styleOf(tree));
  const edits = typeof split === 'string' ? null : mergeEdits(split(call.text));
  return edits ? { fix: { title: 'Put it behind the layer', edits } } : {};
}

/** Optimizers whose weight decay is on unless it is said otherwise. */
const decaying = /\.(?:AdamW|NAdamW|Lion|Lamb|Muon)$/;

/** The paper trains αp and αn without decay: pulled towards 0 they leave what they have learned. */
export const xieluWeightDecay: DefectRule = {
  languages: ['python'],
  words,
  find: (tree) => {
    if (xieluCalls(tree).length === 0) {
      return [];
    }
    const names = pythonNamesOf(tree);
    return tree.root.descendantsOfType('call').flatMap((call): Defect[] => {
      const callee = field(call, 'function');
      const optimizer = callee && names.qualifiedNames(callee).find((name) => name.startsWith('torch.optim.'));
      const [first, ...rest] = parts(field(call, 'arguments'));
      if (!call || !optimizer || !first || call.hasError || call.startIndex < tree.editableFrom) {
        return [];
      }
      const decay = rest.find((argument) => field(argument, 'name')?.text === 'weight_decay');
      const written = field(decay, 'value')?.text;
      const isDecaying = written === undefined ? decaying.test(optimizer) : Number(written) !== 0;
      const message =
        'Weight decay pulls αp and αn of xIELU towards 0. Give them a parameter group of their own, with weight_decay=0.';
      const { startIndex: start, endIndex: end } = call;
      const isWhole = /^[\w.]+\.parameters\(\)$/.test((field(first, 'value') ?? first).text);
      return isWhole && isDecaying
        ? [{ start, end, code: 'xielu-weight-decay', message, ...inTwoGroups(tree, field(first, 'value') ?? first) }]
        : [];
    });
  },
};

/** Only where the file says what αp and αn are called: as in the class that a swap writes. */
function inTwoGroups(tree: SourceTree, parameters: Node): Pick<Defect, 'fix'> {
  const isNamed = ['alpha_p', 'alpha_n'].every((name) => new RegExp(`\\bself\\.${name}\\s*=`).test(tree.text));
  if (!isNamed) {
    return {};
  }
  const { quote, eol } = styleOf(tree);
  const line = tree.text.slice(tree.text.lastIndexOf('\n', parameters.startIndex - 1) + 1, parameters.startIndex);
  const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
  const model = parameters.text.replace(/\.parameters\(\)$/, '');
  const group = (condition: string, more: string) => {
    const alphas = `(${quote}alpha_p${quote}, ${quote}alpha_n${quote})`;
    const list = `[p for name, p in ${model}.named_parameters() if ${condition}name.endswith(${alphas})]`;
    return `${indent}    {${quote}params${quote}: ${list}${more}},`;
  };
  const groups = [group('not ', ''), group('', `, ${quote}weight_decay${quote}: 0.0`)];
  const newText = ['[', ...groups, `${indent}]`].join(eol);
  const edits = [{ start: parameters.startIndex, end: parameters.endIndex, newText }];
  return { fix: { title: 'Give αp and αn a group without weight decay', edits } };
}
