import { availableParallelism } from 'node:os';

/** More would wait for memory, not compute. */
const mostByDefault = 8;
const most = 64;

/** Threads that large tensors are computed with: the cores, or what ACTIVATION_LAB_THREADS says. */
export function threadCount(asked = process.env.ACTIVATION_LAB_THREADS): number {
  const wanted = Number(asked);
  if (asked && Number.isInteger(wanted) && wanted >= 1) return Math.min(wanted, most);
  return Math.min(availableParallelism(), mostByDefault);
}
