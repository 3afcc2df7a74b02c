import type { Extent } from '../chart/steppedRange';
import type { Line } from './lines';

export type Role = 'seed' | 'high' | 'low' | 'mean';

/** One drawn series, and the line it belongs to. */
export interface Column {
  line: number;
  role: Role;
  /** Null: a value that cannot be drawn, the line breaks. Undefined: this series has no value at the step. */
  values: (number | null | undefined)[];
}

/** The lines on one grid of steps, as uPlot draws them: faint runs below, then bands, means on top. */
export interface Figure {
  steps: number[];
  columns: Column[];
}

export interface Scales {
  isLogX: boolean;
  isLogY: boolean;
}

interface Values {
  steps: ArrayLike<number>;
  values: ArrayLike<number>;
}

export function figureOf(lines: readonly Line[], { isLogX, isLogY }: Scales): Figure {
  const steps = stepsOf(lines).filter((step) => !isLogX || step > 0);
  const index = new Map(steps.map((step, i) => [step, i]));
  const column = (line: number, role: Role, { steps: own, values }: Values): Column => {
    const aligned: (number | null | undefined)[] = new Array(steps.length).fill(undefined);
    for (let i = 0; i < own.length; i++) {
      const at = index.get(own[i] ?? Number.NaN);
      const value = values[i];
      if (at !== undefined) aligned[at] = value !== undefined && canDraw(value, isLogY) ? value : null;
    }
    return { line, role, values: aligned };
  };
  const seeds = lines.flatMap((line, i) => line.seeds.map((seed) => column(i, 'seed', seed)));
  const bands = lines.flatMap((line, i) =>
    bandOf(line).map(([role, values]) => column(i, role, { steps: line.statistics.steps, values })),
  );
  const means = lines.map((line, i) =>
    column(i, 'mean', { steps: line.statistics.steps, values: line.statistics.mean }),
  );
  return { steps, columns: [...seeds, ...bands, ...means] };
}

/** Lowest and highest drawn value; min above max when nothing is drawn. */
export function extentOf({ columns }: Figure): Extent {
  const extent = { min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY };
  for (const value of columns.flatMap((column) => column.values)) {
    if (value === null || value === undefined) continue;
    extent.min = Math.min(extent.min, value);
    extent.max = Math.max(extent.max, value);
  }
  return extent;
}

function stepsOf(lines: readonly Line[]): number[] {
  const all = lines.flatMap((line) => [
    ...line.seeds.flatMap((seed) => Array.from(seed.steps)),
    ...line.statistics.steps,
  ]);
  return [...new Set(all)].sort((a, b) => a - b);
}

/** Mean ± 1 sd; no band for a single run. */
function bandOf({ seeds, statistics: { mean, sd } }: Line): [Role, number[]][] {
  if (seeds.length < 2) return [];
  const edge = (side: number) => mean.map((value, i) => value + side * (sd[i] ?? Number.NaN));
  return [
    ['high', edge(1)],
    ['low', edge(-1)],
  ];
}

function canDraw(value: number, isLogY: boolean): boolean {
  return Number.isFinite(value) && (!isLogY || value > 0);
}
