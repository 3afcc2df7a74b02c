import { quadrature } from './quadrature';

/** −∞ and ∞ stand for the open ends. */
export interface NumericInterval {
  low: number;
  high: number;
}

export interface Extent extends NumericInterval {
  /** Equally wide cells that meet 0, and any whole multiple of them does. */
  cells: number;
  /** How far the straight tails are from the integral, from here to |x| = 10⁵. */
  tailError: number;
}

/** Where a table may end: the nearest from which on the gradient is as good as constant. */
const ends = [4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512];
const fineTail = 5e-9;
const coarsestTail = 1e-3;
const far = 1e5;

/** The range of a table of ∫f on an interval: as much of it as is not a straight tail. */
export function extentOf(f: (x: number) => number, interval: NumericInterval): Extent {
  const [left, right] = [endOf(f, interval, -1), endOf(f, interval, 1)];
  const tailError = Math.max(left.error, right.error);
  return { low: left.at, high: right.at, cells: cellsOf(left.at, right.at), tailError };
}

function endOf(f: (x: number) => number, { low, high }: NumericInterval, sign: -1 | 1): { at: number; error: number } {
  const start = Math.min(Math.max(0, low), high);
  const bound = sign > 0 ? high : low;
  const inside = ends.map((end) => start + sign * end).filter((end) => sign * end < sign * bound);
  const candidates = inside.map((at) => ({ at, error: tailErrorOf(f, at, bound) }));
  if (Number.isFinite(bound)) candidates.push({ at: bound, error: 0 });
  const fine = candidates.find(({ error }) => error <= fineTail);
  const [best] = [...candidates].sort((a, b) => a.error - b.error);
  const chosen = fine ?? best;
  if (chosen && chosen.error <= coarsestTail) return chosen;
  throw new UnsettledGradientError(sign > 0 ? 'right' : 'left');
}

/** ∫ |f − f(end)| from the end to the bound, in panels that double. */
function tailErrorOf(f: (x: number) => number, end: number, bound: number): number {
  const [sign, level] = [Math.sign(bound - end), f(end)];
  const length = Math.min(Math.abs(bound - end), far);
  let error = 0;
  for (let [done, width] = [0, 0.5]; done < length; done += width, width *= 2) {
    for (let part = 0; part < 4; part++) {
      const [from, to] = [part, part + 1].map((p) => end + sign * Math.min(done + (width * p) / 4, length));
      error += Math.abs(quadrature((x) => Math.abs(f(x) - level), from ?? end, to ?? end));
    }
  }
  return error;
}

/** At least sixteen, such that 0 is between two of them where whole numbers allow it. */
function cellsOf(low: number, high: number): number {
  const unit =
    Number.isInteger(low) && Number.isInteger(high) ? commonDivisor(Math.abs(low), Math.abs(high)) : high - low;
  const cells = (high - low) / unit;
  return cells * Math.ceil(16 / cells);
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}

/** The gradient grows, falls or oscillates for ever: no straight line follows its integral. */
export class UnsettledGradientError extends Error {
  override readonly name = 'UnsettledGradientError';

  constructor(side: 'left' | 'right') {
    super(
      `The gradient has no closed integral that is known, and it does not settle on the ${side}, where a table goes on as a straight line. ` +
        'Let it become constant there (multiply by a gate, or bound its argument with min and max), or write the part that grows as a term of its own.',
    );
  }
}
