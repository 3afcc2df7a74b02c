import { type Activation, curveOf } from '../../kernels/activations';
import type { Extent } from '../chart/steppedRange';

/** One activation on a grid. */
export interface Sampled {
  activation: Activation;
  f: number[];
  slope: number[];
}

/** Even grid that meets zero exactly: the kinks are there. */
export function gridOf([min, max]: readonly [number, number], intervals = 800): number[] {
  return Array.from({ length: intervals + 1 }, (_, i) => min + ((max - min) * i) / intervals);
}

export function sample(activation: Activation, parameters: Record<string, number>, xs: readonly number[]): Sampled {
  const curve = curveOf(activation, parameters);
  return { activation, f: xs.map(curve.f), slope: xs.map(curve.derivative) };
}

/** Values as the slope chart draws them: on a log axis the size, and nothing where it is zero. */
export function drawnSlope({ slope }: Sampled, isLog: boolean): (number | null)[] {
  return isLog ? slope.map((value) => (value === 0 ? null : Math.abs(value))) : slope;
}

/** All values, but no further than `limit`: one steep curve must not flatten the others. */
export function clippedExtent(columns: readonly (readonly (number | null)[])[], limit: Extent): Extent {
  const values = columns.flat().filter((value) => value !== null);
  const clip = (value: number) => Math.max(limit.min, Math.min(limit.max, value));
  return values.reduce<Extent>(
    ({ min, max }, value) => ({ min: Math.min(min, clip(value)), max: Math.max(max, clip(value)) }),
    { min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY },
  );
}
