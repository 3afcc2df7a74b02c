const significantDigits = 3;
/** Beyond these a number is written with an exponent. */
const smallest = 1e-4;
const largest = 1e7;

/** Decimals that show `digits` significant digits of the value. */
export function decimalsOf(value: number, digits = significantDigits): number {
  const rounded = Number(value.toPrecision(digits));
  if (rounded === 0 || !Number.isFinite(rounded)) return 0;
  return Math.max(0, digits - 1 - Math.floor(Math.log10(Math.abs(rounded))));
}

/** Three significant digits; whole numbers in full; a real minus sign. */
export function formatNumber(value: number, decimals?: number): string {
  if (Number.isNaN(value)) return 'NaN';
  const sign = value < 0 ? '−' : '';
  const size = Math.abs(value);
  if (size === Number.POSITIVE_INFINITY) return `${sign}∞`;
  if (decimals !== undefined) return sign + size.toFixed(decimals);
  if (Number.isInteger(size) && size < largest) return sign + String(size);
  if (size < smallest || size >= largest) {
    return (
      sign +
      size
        .toExponential(significantDigits - 1)
        .replace('-', '−')
        .replace('+', '')
    );
  }
  return sign + size.toFixed(decimalsOf(size));
}

/** Seconds as a person says them: '0.8 s', '42 s', '3 min 20 s', '1 h 5 min'. */
export function formatSeconds(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
