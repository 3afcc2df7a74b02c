import type { Activation } from './activation';
import { activations as catalogue } from './catalogue';

/** Those that a notebook defined, in the order of their definition. */
const defined = new Map<string, Activation>();
let byName = namesOf(catalogue);

/** The catalogue, then what was defined beside it. */
export function allActivations(): readonly Activation[] {
  return [...catalogue, ...defined.values()];
}

/** Every name there is, id or alias, in plain spelling. */
export function activationsByName(): ReadonlyMap<string, Activation> {
  return byName;
}

/** Adds an activation beside the catalogue; one of the same id that was added before goes. */
export function registerActivation(activation: Activation): void {
  for (const name of [activation.id, ...(activation.aliases ?? [])]) checkIsFree(name, activation.id);
  defined.set(activation.id, activation);
  byName = namesOf(allActivations());
}

/** 'Leaky_ReLU' and 'leakyRelu' are one name. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[-_ ]/g, '');
}

function checkIsFree(name: string, id: string): void {
  const owner = byName.get(plainName(name));
  if (!owner || (owner.id === id && defined.has(id))) return;
  const place = defined.has(owner.id) ? 'which was defined before' : 'of the catalogue';
  throw new Error(
    `The name "${name}" is taken by ${owner.title}, ${place}. Choose another, such as "my${capitalised(name)}".`,
  );
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function namesOf(all: readonly Activation[]): Map<string, Activation> {
  return new Map(all.flatMap((entry) => [entry.id, ...(entry.aliases ?? [])].map((name) => [plainName(name), entry])));
}
