/** Addresses in bytes, counts, factors: whatever a compiled function takes. */
export type ComputeFunction = (...numbers: number[]) => void;
export type ComputeFunctions<Name extends string = string> = Readonly<Record<Name, ComputeFunction>>;

/** What a piece of a job gets as one argument: piece i the lesser of `first` + i·`step` and `most`. */
export interface PieceArgument {
  readonly first: number;
  /** Default 0: the same for all. */
  readonly step?: number;
  /** Default: no limit. A rest that shrinks from piece to piece stands as `first`, all elements, and `most`, a piece's. */
  readonly most?: number;
}

/** One function, called for each piece of the work: all that threads have to know of it. */
export interface Job<Name extends string = string> {
  readonly name: Name;
  readonly pieces: number;
  readonly args: readonly PieceArgument[];
}

const mostArguments = 20;
const numbersPerArgument = 3;
const mostThreads = 64;

/** Where a job stands in an Int32Array that the threads share. */
export const jobWords = {
  /** Raised when a job begins. */
  ticket: 0,
  /** The next piece that nobody has taken. */
  next: 1,
  /** Pieces computed. */
  completed: 2,
  /** Which program, and which of its functions. */
  program: 3,
  function: 4,
  pieces: 5,
  argumentCount: 6,
  /** One for each thread: the last ticket that it is done with; −1 until it has started. */
  idle: 7,
} as const;

export type JobWords = typeof jobWords;

/** One job as it lies in memory that threads share. */
export interface JobSlot {
  readonly words: Int32Array;
  /** Of each argument: first, step, most. */
  readonly numbers: Float64Array;
}

export function newSlot(): JobSlot {
  const words = jobWords.idle + mostThreads;
  const numbers = mostArguments * numbersPerArgument;
  return {
    words: new Int32Array(new SharedArrayBuffer(words * Int32Array.BYTES_PER_ELEMENT)),
    numbers: new Float64Array(new SharedArrayBuffer(numbers * Float64Array.BYTES_PER_ELEMENT)),
  };
}

export function writeJob({ words, numbers }: JobSlot, job: Job, program: number, functionIndex: number): void {
  if (job.args.length > mostArguments)
    throw new Error(`A job takes ${mostArguments} arguments, not ${job.args.length}.`);
  words.set([0, 0, program, functionIndex, job.pieces, job.args.length], jobWords.next);
  job.args.forEach(({ first, step = 0, most = Infinity }, index) => {
    numbers.set([first, step, most], index * numbersPerArgument);
  });
}
