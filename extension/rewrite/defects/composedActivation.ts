import { titleOf } from '../activationNames';
import type { SourceTree } from '../grammars';
import { type Defect, type DefectRule, scripts } from './defect';
import { type Formula, gatedBy, isOp, isSame } from './formula';
import { jsFormulas, jsNamesOf } from './jsFormulas';

/** x·σ(x) and its like, step by step, in a file that has activation-lab: its operation is the same, fused. */
export const composedActivation: DefectRule = {
  languages: scripts,
  words: /activation-lab['"]/,
  find(tree) {
    const names = jsNamesOf(tree);
    const lab = names.imports().find(({ origin }) => origin?.package === 'activation-lab' && origin.path === '');
    const read = jsFormulas(names);
    return tree.root.descendantsOfType('call_expression').flatMap((node) => {
      const isSearched = lab && node && node.startIndex >= tree.editableFrom && !node.hasError;
      return (isSearched && defectOf(tree, read(node), lab.node.text)) || [];
    });
  },
};

function defectOf({ text }: SourceTree, formula: Formula, lab: string): Defect | null {
  const found = recognised(formula);
  if (!found) {
    return null;
  }
  const { startIndex: start, endIndex: end } = formula.node;
  const title = titleOf(found.id);
  const quote = text.includes('"activation-lab"') ? '"' : "'";
  const op = found.id === 'telu' ? `${lab}.telu` : `${lab}.op(${quote}${found.id}${quote})`;
  const message = `This is ${title}, computed in several passes over the tensor. ${op} computes the same in one, forward and backward.`;
  const edits = [{ start, end, newText: `${op}(${found.x.node.text})` }];
  return { start, end, code: 'composed-activation', message, fix: { title: `Use ${op}`, edits } };
}

function recognised(formula: Formula): { id: string; x: Formula } | null {
  const silu = gatedBy(formula, 'sigmoid');
  if (silu?.gate.args[0] && isSame(silu.gate.args[0], silu.factor)) {
    return { id: 'silu', x: silu.factor };
  }
  const gated = gatedBy(formula, 'tanh');
  const inner = gated?.gate.args[0];
  const argument = inner?.args[0];
  if (!gated || !argument) {
    return null;
  }
  if (isOp(inner, 'softplus') && isSame(argument, gated.factor)) {
    return { id: 'mish', x: gated.factor };
  }
  const [limited, bound] = argument.args;
  const isTelu = isOp(inner, 'exp') && isOp(argument, 'min') && limited && isSame(limited, gated.factor);
  return isTelu && Number(bound?.node.text) >= 5 ? { id: 'telu', x: gated.factor } : null;
}
