import type { Activation } from './activation';
import { activations as catalogue } from './catalogue';

/** Those that a notebook defined, in the order of their definition. */
const defined = new Map<string, Activation>();
let all: readonly Activation[] = catalogue;
let byName = namesOf(all);

/** The catalogue, then what was defined beside it: the same list until something is defined. */
export function allActivations(): readonly Activation[] {
  return all;
}

/** Whether somebody defined it beside the catalogue. */
export function isOwn({ id }: Pick<Activation, 'id'>): boolean {
  return defined.has(id);
}

/** Every name there is, id or alias, in plain spelling. */
export function activationsByName(): ReadonlyMap<string, Activation> {
  return byName;
}

/** Adds an activation beside the catalogue; one of the same id that was added before goes. */
export function registerActivation(activation: Activation): void {
  for (const name of namesIn(activation)) checkIsFree(name, activation.id);
  defined.set(activation.id, activation);
  update();
}

/**
 * The same for what several kernels say, which know nothing of one another: of two with one name the later stays, where
 * whoever calls `registerActivation` can choose another name.
 */
export function adoptActivation(activation: Activation): void {
  const owners = namesIn(activation).flatMap((name) => byName.get(plainName(name)) ?? []);
  const others = owners.filter((owner) => owner.id !== activation.id);
  if (others.every(isOwn)) for (const { id } of others) forgetActivation(id);
  registerActivation(activation);
}

/** What was defined under this id is no more; one of the catalogue stays. */
export function forgetActivation(id: string): void {
  if (defined.delete(id)) update();
}

/** 'Leaky_ReLU' and 'leakyRelu' are one name. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[-_ ]/g, '');
}

function update(): void {
  all = [...catalogue, ...defined.values()];
  byName = namesOf(all);
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

function namesIn({ id, aliases = [] }: Activation): string[] {
  return [id, ...aliases];
}

function namesOf(all: readonly Activation[]): Map<string, Activation> {
  return new Map(all.flatMap((entry) => namesIn(entry).map((name) => [plainName(name), entry])));
}
