import type { Activation } from '../activations';
import { latexOf } from '../codegen/latex/latex';
import { unicodeOf } from '../codegen/unicode';
import { derivativeOf } from '../expression/derivative';
import type { Expression } from '../expression/expression';
import { simplify } from '../expression/simplify';
import type { Subject } from './describeSubject';
import type { MimeBundle } from './host';

/** Name, sentence, formulas and paper: typeset in a notebook, plain in a terminal. */
export function wordsOf(subject: Subject): MimeBundle {
  return { 'text/markdown': markdownOf(subject), 'text/plain': textOf(subject) };
}

interface Formulas {
  f: Expression;
  slope: Expression;
}

/** As the paper writes them; what is computed is arranged for accuracy. */
function formulasOf({ forward, definition = forward, derivative }: Activation): Formulas {
  const isOwnSlope = definition === forward && derivative;
  return { f: definition, slope: isOwnSlope ? derivative : derivativeOf(definition, 'x') };
}

function markdownOf({ activation, gated }: Subject): string {
  const { title, id, summary, reference } = gated ?? activation;
  const symbols = Object.fromEntries(activation.parameters.map(({ name, symbol }) => [name, symbol]));
  const { f, slope } = formulasOf(activation);
  const [name, slopeName] = gated ? ['g(x)', "g'(x)"] : ['f(x)', "f'(x)"];
  const formulas = [
    ...(gated ? ['f(\\text{gate}, \\text{value}) = g(\\text{gate}) \\cdot \\text{value}'] : []),
    `${name} = ${latexOf(f, symbols)}`,
    `${slopeName} = ${latexOf(slope, symbols)}`,
  ];
  const source = reference.url ? `[${reference.text}](${reference.url})` : reference.text;
  const blocks = formulas.map((formula) => `$$\n${formula}\n$$`);
  return [`### ${title}`, `**\`${id}\`**${aliasesOf(activation, gated)}: ${summary}`, ...blocks, source].join('\n\n');
}

function textOf({ activation, gated }: Subject): string {
  const { title, id, summary, reference } = gated ?? activation;
  const symbols = new Map(activation.parameters.map(({ name, symbol }) => [name, symbol]));
  const { f, slope } = formulasOf(activation);
  const letter = gated ? 'g' : 'f';
  return [
    `${title} (${id})${aliasesOf(activation, gated)}`,
    summary,
    '',
    ...(gated ? ['  f(gate, value) = g(gate)·value'] : []),
    `  ${letter}(x)  = ${unicodeOf(simplify(f), symbols)}`,
    `  ${letter}′(x) = ${unicodeOf(simplify(slope), symbols)}`,
    '',
    [reference.text, reference.url].filter(Boolean).join('\n'),
  ].join('\n');
}

function aliasesOf({ aliases = [] }: Activation, gated: unknown): string {
  return gated || aliases.length === 0 ? '' : `, also called ${aliases.join(', ')}`;
}
