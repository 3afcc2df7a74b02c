import type { Activation } from './activation';
import { nearest } from './nearest';
import { activationsByName, allActivations, plainName } from './registry';

/** By id or alias, however it is written: 'telu', 'TanhExp', 'leaky_relu'. */
export function findActivation(name: string): Activation | undefined {
  return activationsByName().get(plainName(name));
}

export function getActivation(name: string): Activation {
  const found = findActivation(name);
  if (found) return found;
  const near = nearest(plainName(name), activationsByName());
  const hint = near ? ` Did you mean "${near.id}"?` : '';
  const ids = allActivations()
    .map(({ id }) => id)
    .join(', ');
  throw new Error(`There is no activation "${name}".${hint} Known are: ${ids}.`);
}
