import type { Activation, Parameter } from './activation';

/** The parameters' values: those given, the initial ones for the rest. A name the activation lacks is an error. */
export function parameterValues<Value>(
  activation: Activation,
  given: Readonly<Record<string, Value>> = {},
): Record<string, Value | number> {
  const names = activation.parameters.map(({ name }) => name);
  const unknown = Object.keys(given).filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    const known = names.length > 0 ? `It has ${names.join(', ')}.` : 'It has none.';
    throw new Error(`${activation.title} has no parameter ${unknown.join(', ')}. ${known}`);
  }
  return { ...Object.fromEntries(activation.parameters.map(({ name, initial }) => [name, initial])), ...given };
}

/** The number above which the parameter stays, where the others have these values; undefined: it has no bound. */
export function boundOf({ above }: Parameter, values: Readonly<Record<string, number>>): number | undefined {
  return typeof above === 'string' ? values[above] : above;
}

/** The same with the activation as it starts. */
export function initialBoundOf(
  { parameters }: Pick<Activation, 'parameters'>,
  parameter: Parameter,
): number | undefined {
  return boundOf(parameter, Object.fromEntries(parameters.map(({ name, initial }) => [name, initial])));
}

/** Throws for a value outside the parameter’s bound, from which no step of a training could bring it back. */
export function checkInitial(title: string, { symbol }: Parameter, value: number, above = -Infinity): void {
  if (Number.isFinite(value) && value > above) return;
  const expected = above === -Infinity ? 'a finite number is needed' : `it must be a finite number above ${above}`;
  throw new Error(`${title} cannot have ${symbol} = ${value}: ${expected}.`);
}
