export interface Extent {
  min: number;
  max: number;
}

/**
 * Round bounds around the data. `previous` is kept while the data fits and fills a fair part of it, so that an axis
 * grows in few steps instead of with each point.
 */
export function steppedRange(data: Extent, isLog: boolean, previous?: Extent): Extent {
  if (!(data.max >= data.min)) return previous ?? (isLog ? { min: 0.1, max: 1 } : { min: 0, max: 1 });
  if (previous && contains(previous, data) && share(previous, data, isLog) > 0.4) return previous;
  return isLog ? logRange(data) : linearRange(data);
}

/** The range of the steps: from the first one to a round number at or after the last. */
export function steppedRunRange(data: Extent, isLog: boolean, previous?: Extent): Extent {
  if (!(data.max >= data.min)) return previous ?? { min: isLog ? 1 : 0, max: 10 };
  if (previous && previous.min === data.min && contains(previous, data) && share(previous, data, false) > 0.4)
    return previous;
  return { min: data.min, max: Math.max(nextOf([1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10], data.max), data.min + 1) };
}

function contains(range: Extent, data: Extent): boolean {
  return range.min <= data.min && range.max >= data.max;
}

function share(range: Extent, data: Extent, isLog: boolean): number {
  const length = (extent: Extent) => (isLog ? Math.log10(extent.max / extent.min) : extent.max - extent.min);
  return length(data) / length(range);
}

function linearRange({ min, max }: Extent): Extent {
  const span = max - min || Math.abs(max) || 1;
  const step = roundUp(span / 5);
  // Data that begins near zero is read against zero.
  const floor = min > 0 && min < 0.15 * max ? 0 : Math.floor(min / step) * step;
  const ceiling = Math.ceil(max / step) * step;
  return { min: tidy(floor), max: tidy(ceiling === floor ? floor + step : ceiling) };
}

function logRange({ min, max }: Extent): Extent {
  const low = roundDown(min);
  const high = roundUp(max);
  return { min: low, max: high > low ? high : low * 10 };
}

/** The next of 1, 2, 5 × 10ⁿ at or above. */
export function roundUp(value: number): number {
  return nextOf([1, 2, 5, 10], value);
}

function nextOf(factors: readonly number[], value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = factors.find((candidate) => candidate * power >= value * (1 - 1e-9)) ?? 10;
  return tidy(factor * power);
}

function roundDown(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [5, 2, 1].find((candidate) => candidate * power <= value * (1 + 1e-9)) ?? 1;
  return tidy(factor * power);
}

/** 0.30000000000000004 → 0.3 */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
