import type { ComputeFunction, JobSlot, JobWords } from './job';

/**
 * Computes pieces of the job in `slot` until none is left. Threads get this function as text: it must not mention
 * anything outside itself, nor define functions, to which a bundler adds calls of its own.
 */
export function takePieces({ words, numbers }: JobSlot, at: JobWords, compute: ComputeFunction): void {
  const pieces = words[at.pieces] ?? 0;
  const count = words[at.argumentCount] ?? 0;
  for (let piece = Atomics.add(words, at.next, 1); piece < pieces; piece = Atomics.add(words, at.next, 1)) {
    const args: number[] = [];
    for (let i = 0; i < 3 * count; i += 3) {
      args.push(Math.min((numbers[i] ?? 0) + piece * (numbers[i + 1] ?? 0), numbers[i + 2] ?? 0));
    }
    compute(...args);
    if (Atomics.add(words, at.completed, 1) + 1 === pieces) Atomics.notify(words, at.completed);
  }
}
