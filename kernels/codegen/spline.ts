import type { Call } from '../expression/expression';
import { endSlopesOf } from '../expression/spline';
import type { TfjsOps } from './tfjsOps';

/** The table's cubic of each element's cell, and the straight tails: four look-ups and some arithmetic. */
export function composeSpline<T>({ spline }: Call, a: T, ops: TfjsOps<T>): T {
  if (!spline) throw new Error('A spline has lost its table.');
  const { low, high, coefficients } = spline;
  const cells = coefficients.length / 4;
  const inside = ops.clipByValue(a, low, high);
  const position = ops.mul(cells / (high - low), ops.sub(inside, low));
  const cell = ops.clipByValue(ops.floor(position), 0, cells - 1);
  const t = ops.sub(position, cell);
  const columns = [0, 1, 2, 3].map((column) => coefficients.filter((_, i) => i % 4 === column));
  const [c0, ...higher] = columns.map((column) => ops.lookUp(column, cell));
  if (c0 === undefined) throw new Error('A spline has no cells.');
  const rise = higher.reduceRight((sum, c) => ops.add(c, ops.mul(t, sum)));
  const value = ops.add(c0, ops.mul(t, rise));
  const beyond = { low: ops.clipByValue(ops.sub(a, low), -Infinity, 0), high: ops.relu(ops.sub(a, high)) };
  const slopes = endSlopesOf(spline);
  // A flat tail adds nothing: 0·∞ would be NaN.
  const withLow = slopes.low === 0 ? value : ops.add(value, ops.mul(slopes.low, beyond.low));
  return slopes.high === 0 ? withLow : ops.add(withLow, ops.mul(slopes.high, beyond.high));
}
