import { type MeanSd, meanSd } from '../meanSd';
import type { Point, Run } from '../track';

/** The runs of one name in one group: seeds of one thing. */
export interface MeanCurve {
  name: string;
  activation: string | undefined;
  runs: readonly (readonly Point[])[];
  /** At each step that any run reached, over the runs whose value there is finite. */
  mean: readonly (MeanSd & { step: number })[];
  /** How many of the runs stopped being numbers, and the last point of each where it still was one. */
  diverged: number;
  brokenOff: readonly Point[];
}

/** Runs compared with each other: one panel of a figure. */
export interface CurveGroup {
  name: string;
  /** What a step counts: 'epoch'. */
  stepUnit: string;
  curves: readonly MeanCurve[];
}

const isFinitePoint = ({ value }: Point): boolean => Number.isFinite(value);

function meanAtSteps(runs: readonly (readonly Point[])[]): MeanCurve['mean'] {
  const bySteps = new Map<number, number[]>();
  for (const { step, value } of runs.flat().filter(isFinitePoint)) {
    const values = bySteps.get(step);
    if (values === undefined) bySteps.set(step, [value]);
    else values.push(value);
  }
  return [...bySteps].sort(([a], [b]) => a - b).map(([step, values]) => ({ step, ...meanSd(values) }));
}

/** None for a run that never was a number. */
function lastNumberOf(points: readonly Point[]): Point[] {
  const first = points.findIndex((point) => !isFinitePoint(point));
  return first > 0 ? points.slice(first - 1, first) : [];
}

/** The groups that have something to draw, in the order of first appearance. */
export function groupsOf(runs: readonly Run[], metric: string): CurveGroup[] {
  const names = [...new Set(runs.map(({ identity }) => identity.group))];
  return names
    .map((name) => {
      const own = runs.filter(({ identity }) => identity.group === name);
      return { name, stepUnit: own[0]?.stepUnit ?? 'step', curves: meanCurves(own, metric) };
    })
    .filter(({ curves }) => curves.some(({ mean }) => mean.length > 0));
}

/** One curve per name, in the order of first appearance. */
export function meanCurves(runs: readonly Run[], metric: string): MeanCurve[] {
  const names = new Set(runs.map(({ identity }) => identity.name));
  return [...names].flatMap((name) => {
    const own = runs.filter(({ identity }) => identity.name === name);
    const series = own.map((run) => run.series(metric)).filter((points) => points.length > 0);
    if (series.length === 0) return [];
    const activation = own.find(({ identity }) => identity.activation !== undefined)?.identity.activation;
    const diverged = series.filter((points) => !points.every(isFinitePoint));
    return [
      {
        name,
        activation,
        runs: series,
        mean: meanAtSteps(series),
        diverged: diverged.length,
        brokenOff: diverged.flatMap(lastNumberOf),
      },
    ];
  });
}
