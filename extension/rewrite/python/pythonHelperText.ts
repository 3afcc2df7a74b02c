import { type Activation, initialBoundOf, isOwn, parameterValues } from '../../../kernels/activations';
import { composePython, PythonRefusal, pythonNumber } from '../../../kernels/codegen/python';
import type { PythonDialect } from '../../../kernels/codegen/pythonDialects';
import type { Expression, Primitive } from '../../../kernels/expression/expression';
import { substitute } from '../../../kernels/expression/substitute';
import { subexpressionsOf } from '../../../kernels/expression/traverse';
import type { ActivationId } from '../activationNames';
import { asciiOf, parameterNames, pascalCase, snakeCase } from '../identifiers';
import { ownMark } from '../ownMark';
import { pythonWords } from './pythonWords';

/** The parts from which each framework writes a helper for any activation. */

/** `TeLU`, `LeakyReLU`, `GELUTanh`, `ReLUSquared`, `XIELU`; for one's own by the id, which no other has. */
export function classNameOf(activation: Activation): string {
  const { title, id } = activation;
  if (isOwn(activation)) {
    const name = pascalCase(id);
    return pythonWords.has(name) ? `${name}Activation` : name;
  }
  const words = title.replace('²', 'Squared').match(/[A-Za-z0-9]+/g) ?? [id];
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

export function functionNameOf(activation: Activation): string {
  const name = snakeCase(activation.id);
  return isOwn(activation) && pythonWords.has(name) ? `${name}_activation` : name;
}

const formulas = new Map<ActivationId, string>([
  ['telu', 'TeLU activation: x * tanh(exp(x))'],
  ['xielu', 'xIELU activation with trainable alpha_p and alpha_n'],
  ['reluSquared', 'Squared ReLU: relu(x) ** 2'],
]);

/** ASCII, since the user's file may be read in any encoding. */
export function docstringOf(activation: Activation): string {
  const { text, url } = activation.reference;
  const paper = /arxiv\.org\/abs\/([\w./-]+)$/.exec(url)?.[1];
  const year = /\b(?:19|20)\d\d\b/.exec(text)?.[0];
  const isUnpublished = isOwn(activation) && !url;
  const cited = isUnpublished ? '' : [text.split(',')[0], year].filter(Boolean).join(', ');
  const source = paper ? `arXiv:${paper}` : cited;
  const name = asciiOf(activation.title).trim() || activation.id;
  const title = formulas.get(activation.id) ?? `${name} activation`;
  const own = isOwn(activation) ? ownMark : '';
  return `"""${title}${own}${source ? ` (${asciiOf(source)})` : ''}."""`;
}

export interface TrainedParameter {
  /** As Python names it: `alpha_p`. */
  readonly name: string;
  readonly initial: string;
  /** What must be added to a positive number to make it; null: any number will do. */
  readonly above: number | null;
}

export function trainedParametersOf(activation: Activation): TrainedParameter[] {
  const names = namesOfParameters(activation);
  return activation.parameters
    .filter(({ trainable }) => trainable)
    .map((parameter) => ({
      name: names.get(parameter.name) ?? parameter.name,
      initial: pythonNumber(parameter.initial),
      above: initialBoundOf(activation, parameter) ?? null,
    }));
}

function namesOfParameters({ parameters }: Activation): ReadonlyMap<string, string> {
  return parameterNames(parameters, snakeCase, pythonWords);
}

/** What softplus must return to make the initial value: `alpha_n_init - 0.5`. */
export function positivePartOf({ name, above }: TrainedParameter): string {
  return above ? `${name}_init - ${pythonNumber(above)}` : `${name}_init`;
}

/** From softplus of what is stored to the parameter itself. */
export function constrained({ above }: TrainedParameter, softplus: string): string {
  return above ? `${pythonNumber(above)} + ${softplus}` : softplus;
}

const wideRange: ReadonlySet<Primitive> = new Set<Primitive>([
  ...(['exp', 'expm1', 'log', 'log1p', 'sqrt', 'sin', 'cos', 'atan', 'tanh', 'sigmoid', 'softplus'] as const),
  ...(['erf', 'erfc', 'div'] as const),
]);

/**
 * The lines from `x` to `return`, without indentation: in float32 where 16 bits would lose the tails, and back in the
 * type of x. Trained parameters are read under their own names, the others are numbers. null: not to be said in a few lines.
 */
export function bodyOf(activation: Activation, dialect: PythonDialect): readonly string[] | null {
  const trained = trainedParametersOf(activation).map(({ name }) => name);
  const fixed = activation.parameters.filter(({ trainable }) => !trainable);
  const values = parameterValues<number>({ ...activation, parameters: fixed });
  const forward = substitute(activation.forward, values);
  const isWide = needsRange(forward) || trained.length > 0;
  const x = isWide ? 'wide' : 'x';
  const parameters = namesOfParameters(activation);
  try {
    const { statements, value } = composePython(forward, dialect, { x, parameters });
    if (!isWide) {
      return [...statements, `return ${value}`];
    }
    const result = [`result = ${value}`, `return ${dialect.narrow('result', 'x')}`];
    return [`wide = ${dialect.widen('x')}`, ...statements, ...result];
  } catch (error) {
    if (error instanceof PythonRefusal) {
      return null;
    }
    throw error;
  }
}

function needsRange(expression: Expression): boolean {
  return subexpressionsOf(expression).some((part) => part.kind === 'call' && wideRange.has(part.primitive));
}

/** `def __init__(…):`, on one line where that is short enough for any formatter. */
export function signatureOf(parameters: readonly string[]): string[] {
  const line = `def __init__(${parameters.join(', ')}):`;
  return line.length <= 84 ? [line] : ['def __init__(', ...parameters.map((each) => `    ${each},`), '):'];
}

export function indented(lines: readonly string[], steps: number): string {
  return lines.map((line) => (line ? '    '.repeat(steps) + line : '')).join('\n');
}

/** The modules whose placeholders a text has. */
export function needsOf(text: string, modules: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...modules].filter(([key]) => text.includes(`{${key}}`)));
}
