import type { JobWords, VectorFunction } from './job';

/**
 * 64 KB of a tensor: enough to hide what a call costs, few enough to share out evenly. An engine also replaces its first,
 * quick compilation of a function only between two calls.
 */
export const vectorsPerChunk = 4096;

/**
 * Computes chunks of the job in `words` until none is left. Threads get this function as text: it must not mention
 * anything outside itself, nor define functions, to which a bundler adds calls of its own.
 */
export function takeChunks(words: Int32Array, at: JobWords, compute: VectorFunction, perChunk: number): void {
  const vectors = words[at.vectors] ?? 0;
  const tensorCount = words[at.tensorCount] ?? 0;
  const chunks = Math.ceil(vectors / perChunk);
  for (let chunk = Atomics.add(words, at.next, 1); chunk < chunks; chunk = Atomics.add(words, at.next, 1)) {
    const from = chunk * perChunk;
    const args: number[] = [];
    for (let i = 0; i < tensorCount; i++) args.push((words[at.tensors + i] ?? 0) + from * 16);
    args.push(words[at.table] ?? 0, words[at.scalars] ?? 0);
    args.push((words[at.sums] ?? 0) + chunk * (words[at.bytesPerSums] ?? 0));
    compute(...args, Math.min(perChunk, vectors - from));
    if (Atomics.add(words, at.completed, 1) + 1 === chunks) Atomics.notify(words, at.completed);
  }
}
