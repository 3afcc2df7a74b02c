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

/** Throws for a value outside the parameter’s bound, from which no step of a training could bring it back. */
export function checkInitial(title: string, { symbol, above = -Infinity }: Parameter, value: number): void {
  if (Number.isFinite(value) && value > above) return;
  const expected = above === -Infinity ? 'a finite number is needed' : `it must be a finite number above ${above}`;
  throw new Error(`${title} cannot have ${symbol} = ${value}: ${expected}.`);
}
