import { findActivation } from './find';
import { gatedActivations } from './gated';
import type { GatedActivation } from './gatedActivation';
import { plainName } from './registry';

/** By id, however it is written: 'swiglu', 'SwiGLU'. */
export function findGatedActivation(name: string): GatedActivation | undefined {
  return gatedActivations.find(({ id }) => id === plainName(name));
}

export function getGatedActivation(name: string): GatedActivation {
  const found = findGatedActivation(name);
  if (found) return found;
  const known = gatedActivations.map(({ id }) => id).join(', ');
  throw new Error(`There is no gated activation "${name}".${hintFor(name)} Known are: ${known}.`);
}

/** Somebody who asks for 'silu' wants what it gates. */
function hintFor(name: string): string {
  const activation = findActivation(name);
  const gated = gatedActivations.find(({ gate }) => gate === activation);
  return gated ? ` ${gated.id} is gated by it.` : '';
}
