/** What the kernel tells of its variables. Types only: they cross the wire. */

export interface Variable {
  name: string;
  /** The cell that declared it last: "Cell 3". */
  cell: string;
  /** In TypeScript's words, from the value: `number[]`, `Map<string, number>`, `Tensor2D`. */
  type: string;
  /** One short line, made without running code of the value. */
  preview: string;
  shape?: number[];
  dtype?: string;
  bytes?: number;
  /** tfjs's name of the backend that holds a tensor's data. */
  backend?: string;
  /** Holds numbers: see `readVariable`. */
  isNumeric: boolean;
}

export interface TensorMemory {
  alive: number;
  bytes: number;
  /** Made by the last cell, alive, and held by no variable; null when too much is held to be counted. */
  leaked: number | null;
}

export interface VariablesReport {
  /** The last declared first, at most as many as a person would look through. */
  variables: Variable[];
  /** How many there are in all. */
  total: number;
  heapBytes: number;
  /** Set once tfjs has been loaded. */
  tensors?: TensorMemory;
}

/** The first values of a tensor, a typed array or an array of numbers; those that are not finite are null. */
export interface VariableValues {
  shape: number[];
  values: (number | null)[];
  /** How many there are in all. */
  size: number;
}
