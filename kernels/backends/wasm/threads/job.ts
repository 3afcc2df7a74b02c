/** One pass of a program's function over tensors: what every thread has to know of it. Addresses in bytes. */
export interface Job {
  /** Stands for the program; each thread has its functions. */
  readonly program: number;
  /** Index of the function's name in `functionNames`. */
  readonly name: number;
  /** Whole vectors of four elements. */
  readonly vectors: number;
  readonly tensors: readonly number[];
  readonly table: number;
  readonly scalars: number;
  /** Where each chunk has its own sums, so that they come out the same whoever computes them. */
  readonly sums: number;
  readonly bytesPerSums: number;
}

/** A compiled program's functions: addresses of tensors, of the table, the scalars and the sums, and how many vectors. */
export type VectorFunction = (...addressesAndCount: number[]) => void;
export type VectorFunctions = Readonly<Record<string, VectorFunction>>;

export const mostTensors = 4;

/** Where a job stands in an Int32Array that the threads share. */
export const jobWords = {
  /** Raised when a job begins. */
  ticket: 0,
  /** The next chunk that nobody has taken. */
  next: 1,
  /** Chunks computed. */
  completed: 2,
  program: 3,
  name: 4,
  vectors: 5,
  table: 6,
  scalars: 7,
  sums: 8,
  bytesPerSums: 9,
  tensorCount: 10,
  tensors: 11,
  /** One for each thread: the last ticket that it is done with; −1 until it has started. */
  idle: 11 + mostTensors,
} as const;

export type JobWords = typeof jobWords;

export function writeJob(words: Int32Array, job: Job): void {
  words.set([0, 0, job.program, job.name, job.vectors], jobWords.next);
  words.set([job.table, job.scalars, job.sums, job.bytesPerSums, job.tensors.length], jobWords.table);
  words.set(job.tensors, jobWords.tensors);
}
