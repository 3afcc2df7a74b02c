import { decimalsOf, formatNumber } from './number';

/** Of repeated runs. The sd is that of the sample (N − 1), and unknown for a single run. */
export interface MeanSd {
  mean: number;
  sd: number | undefined;
  n: number;
}

/** A mean keeps at most this many decimals more than three significant digits, however small its sd. */
const extraDecimals = 2;

export function meanSd(values: readonly number[]): MeanSd {
  const n = values.length;
  if (n === 0) throw new RangeError('meanSd needs at least one value. Were the runs logged under this metric?');
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  if (n === 1) return { mean, sd: undefined, n };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, sd: Math.sqrt(squares / (n - 1)), n };
}

export function isMeanSd(value: unknown): value is MeanSd {
  return typeof value === 'object' && value !== null && 'mean' in value && 'sd' in value && 'n' in value;
}

/** '0.852 ± 0.004': both with the decimals that show three digits of the mean and one of the sd. */
export function formatMeanSd({ mean, sd }: MeanSd): string {
  if (sd === undefined || !Number.isFinite(mean) || !Number.isFinite(sd)) return formatNumber(mean);
  const needed = decimalsOf(mean);
  const decimals = Math.min(Math.max(needed, decimalsOf(sd, 1)), needed + extraDecimals);
  return `${formatNumber(mean, decimals)} ± ${formatNumber(sd, decimals)}`;
}
