/** What formulas are written with: `lab.expression` in a cell. */
export * from './build';
export { derivativeOf } from './derivative';
export { type Evaluator, evaluatorOf } from './evaluator';
export type { Expression } from './expression';
export { type Integral, integrate } from './integral/integrate';
export { substitute } from './substitute';
