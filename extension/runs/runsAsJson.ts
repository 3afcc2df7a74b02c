import type { SeriesSnapshot } from './series';

const formatVersion = 1;

interface StoredFile {
  formatVersion: number;
  series: (Omit<SeriesSnapshot, 'points'> & {
    points: { steps: number[]; values: (number | string)[]; stride: number };
  })[];
}

/** The runs as a file that outlives the window. JSON knows no NaN: such values are written as words. */
export function runsAsJson(series: readonly SeriesSnapshot[]): string {
  const file: StoredFile = {
    formatVersion,
    series: series.map(({ points, ...header }) => ({
      ...header,
      points: {
        steps: [...points.steps],
        values: Array.from(points.values, (value) => (Number.isFinite(value) ? value : String(value))),
        stride: points.stride,
      },
    })),
  };
  return JSON.stringify(file);
}

/** Throws on anything that `runsAsJson` of this version did not write. */
export function runsFromJson(text: string): SeriesSnapshot[] {
  const file: unknown = JSON.parse(text);
  if (!isStoredFile(file)) throw new Error(`not a runs file of format ${formatVersion}`);
  return file.series.map(({ points, ...header }) => ({
    ...header,
    points: {
      steps: Float64Array.from(points.steps),
      values: Float64Array.from(points.values, Number),
      stride: points.stride,
    },
  }));
}

function isStoredFile(file: unknown): file is StoredFile {
  const { formatVersion: version, series } = (file ?? {}) as Partial<StoredFile>;
  return (
    version === formatVersion &&
    Array.isArray(series) &&
    series.every(
      (one) =>
        typeof one?.key === 'string' &&
        Array.isArray(one.points?.steps) &&
        Array.isArray(one.points?.values) &&
        typeof one.run?.id === 'string',
    )
  );
}
