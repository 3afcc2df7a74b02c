import type { Fact } from './markup';

const shownValues = 8;

/** Five significant digits: what fits beside others and still tells them apart. */
export function numberText(value: number): string {
  return String(Number(value.toPrecision(5)));
}

type Value = number | bigint | string;

export function headOf(values: ArrayLike<Value>, text: (value: Value) => string = valueText): string {
  const first = Array.from({ length: Math.min(shownValues, values.length) }, (_, index) => text(values[index] ?? ''));
  return `${first.join(', ')}${values.length > shownValues ? ', …' : ''}`;
}

/** Range, mean and spread of the finite values, and how many are not finite. */
export function statistics(values: ArrayLike<number>): Fact[] {
  let [least, most, mean, squares, finite] = [Infinity, -Infinity, 0, 0, 0];
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    finite++;
    least = Math.min(least, value);
    most = Math.max(most, value);
    // Welford's step: sums of squares of large values would cancel.
    const difference = value - mean;
    mean += difference / finite;
    squares += difference * (value - mean);
  }
  const bad = values.length - finite;
  const facts: Fact[] =
    finite && least === most
      ? [['all', numberText(least)]]
      : finite
        ? [
            ['range', `${numberText(least)} … ${numberText(most)}`],
            ['mean ± sd', `${numberText(mean)} ± ${numberText(Math.sqrt(squares / finite))}`],
          ]
        : [];
  return bad > 0 ? [...facts, ['NaN or infinite', `${bad} of ${values.length}`]] : facts;
}

function valueText(value: Value): string {
  if (typeof value === 'bigint') return `${value}n`;
  return typeof value === 'number' ? numberText(value) : JSON.stringify(value);
}
