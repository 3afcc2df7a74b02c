import { findActivation } from '../activations/index';

/** 'TeLU' → 'telu', also from 'TeLU, lr 0.1' or 'MLP with xIELU'; undefined when no word names an activation. */
export function guessActivation(name: string): string | undefined {
  const words = name.split(/[\s,;:/()[\]]+/).filter(Boolean);
  return [name, ...words].map((word) => findActivation(word)?.id).find((id) => id !== undefined);
}
