import { activations, findActivation } from '../../kernels/activations';
import type { WrittenActivation } from '../../kernels/activations/writtenActivation';

/** What a first benchmark compares; the first is the baseline of the ratios. */
export const usual = ['relu', 'telu', 'xielu', 'gelu', 'silu'];

export interface BenchmarkChoice {
  id: string;
  title: string;
  summary: string;
  picked: boolean;
}

/**
 * Every activation that can be compared, what is ticked at first in front of the rest: that is where it is seen. What a
 * cell defined comes before the catalogue's, which nobody asks for while working on one's own.
 */
export function benchmarkChoices(asked: string | undefined, defined: readonly WrittenActivation[]): BenchmarkChoice[] {
  const preferred = asked && (findActivation(asked)?.id ?? asked);
  const picked = new Set(preferred ? ['relu', preferred, 'telu', 'xielu'] : usual);
  return [...defined, ...activations]
    .map(({ id, title, summary }) => ({ id, title, summary, picked: picked.has(id) }))
    .sort((a, b) => Number(b.picked) - Number(a.picked));
}
