import { x } from '../expression/build';
import { evaluatorOf } from '../expression/evaluator';
import type { Expression } from '../expression/expression';
import { parametersOf, subexpressionsOf } from '../expression/traverse';
import type { Activation, Parameter } from './activation';
import { slopeOf } from './curve';
import { checkInitial, initialBoundOf } from './parameters';

type Formulas = Pick<Activation, 'id' | 'title' | 'forward' | 'derivative' | 'parameters'>;

/** Throws for what no network could train with, in the words of whoever wrote the formula. */
export function checkDefinition(activation: Formulas): void {
  const { id, title, forward, derivative, parameters } = activation;
  if (!/^[a-z][\w-]*$/i.test(id)) {
    throw new Error(`"${id}" cannot be an id: it begins with a letter and holds letters, digits, - and _ alone.`);
  }
  if (!subexpressionsOf(forward).includes(x)) {
    throw new Error(`The formula of ${title} has no x in it: it gives one number for every input.`);
  }
  checkNames(title, derivative ? [forward, derivative] : [forward], parameters);
  for (const parameter of parameters) {
    checkBound(title, parameter, parameters);
    checkInitial(title, parameter, parameter.initial, initialBoundOf({ parameters }, parameter));
  }
  checkNumbers(activation);
}

/** A bound that is trained itself could pass the parameter that it holds. */
function checkBound(title: string, { symbol, above }: Parameter, parameters: readonly Parameter[]): void {
  if (typeof above !== 'string') return;
  const isFixed = parameters.some(({ name, trainable }) => name === above && !trainable);
  if (!isFixed)
    throw new Error(`${title} holds ${symbol} above ${above}, which is no parameter of it that stays fixed.`);
}

function checkNames(title: string, formulas: readonly Expression[], parameters: readonly Parameter[]): void {
  const declared = parameters.map(({ name }) => name);
  const mentioned = new Set(formulas.flatMap(parametersOf));
  const unknown = [...mentioned].filter((name) => !declared.includes(name));
  if (unknown.length > 0) {
    const example = unknown.map((name) => `{ name: '${name}', initial: 1 }`).join(', ');
    throw new Error(
      `The formula of ${title} has the parameter ${unknown.join(', ')}, which is not declared. Add parameters: [${example}].`,
    );
  }
  const unused = declared.filter((name) => !mentioned.has(name));
  if (unused.length > 0)
    throw new Error(`${title} declares the parameter ${unused.join(', ')}, which its formula does not have.`);
}

/** Where an activation must be a number; and at 0, where every network starts, its slope too. */
const places = [1e-3, 0.1, 1, 3, 10, 30, 100].flatMap((place) => [place, -place]);

function checkNumbers(activation: Formulas): void {
  const values = Object.fromEntries(activation.parameters.map(({ name, initial }) => [name, initial]));
  const f = evaluatorOf(activation.forward);
  const [atZero, slopeAtZero] = [f(0, values), evaluatorOf(slopeOf(activation))(0, values)];
  if (!Number.isFinite(atZero)) throw new Error(notFinite(activation.title, 'f', atZero));
  if (!Number.isFinite(slopeAtZero)) throw new Error(notFinite(activation.title, 'f′', slopeAtZero));
  const gap = places.find((place) => Number.isNaN(f(place, values)));
  if (gap === undefined) return;
  throw new Error(
    `${activation.title} is not a number at x = ${gap}: a part of it has no value there, or overflows into ∞ − ∞ or 0·∞. Bound its argument with min and max.`,
  );
}

function notFinite(title: string, what: 'f' | 'f′', value: number): string {
  const cause = 'Look for a division, a logarithm or a root of something that is 0 there';
  return `${title} has ${what}(0) = ${value}, which no network can be trained with. ${cause}; a limit can be kept with max or where.`;
}
