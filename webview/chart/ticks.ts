import { roundUp } from './steppedRange';

/** Round values from min to max, at most about `count`, no closer than `finest` (1 for epochs: there is no epoch 2.5). */
export function linearTicks(min: number, max: number, count: number, finest = 0): number[] {
  const step = Math.max(finest, roundUp((max - min) / Math.max(1, count)));
  const first = Math.ceil(min / step - 1e-9);
  const last = Math.floor(max / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** 1, 2, 5 × 10ⁿ where there is room, else whole powers of ten, else every second, third … */
export function logTicks(min: number, max: number, count: number): number[] {
  const [low, high] = [Math.floor(Math.log10(min)), Math.ceil(Math.log10(max))];
  const powers = Array.from({ length: high - low + 1 }, (_, i) => low + i);
  const inside = (values: number[]) => values.filter((value) => value >= min * (1 - 1e-9) && value <= max * (1 + 1e-9));
  const fine = inside(powers.flatMap((power) => [1, 2, 5].map((factor) => Number(`${factor}e${power}`))));
  if (fine.length <= count) return fine;
  const every = Math.ceil(powers.length / Math.max(1, count));
  return inside(powers.filter((power) => power % every === 0).map((power) => Number(`1e${power}`)));
}

/** Labels of one axis: as many decimals as its step needs, the same on every tick. */
export function tickLabels(ticks: readonly number[], isLog: boolean): string[] {
  if (isLog) return ticks.map(powerLabel);
  const step = Math.min(...ticks.slice(1).map((tick, i) => tick - (ticks[i] ?? 0)));
  const decimals = Number.isFinite(step) ? Math.max(0, -Math.floor(Math.log10(step) + 1e-9)) : 0;
  return ticks.map((tick) => tick.toFixed(Math.min(decimals, 9)).replace('-', '−'));
}

function powerLabel(tick: number): string {
  if (tick >= 0.001 && tick < 10_000) return String(tick);
  const [factor = '1', power = '0'] = tick.toExponential().split('e');
  const tens = `10${[...power.replace('+', '')].map(superscript).join('')}`;
  return factor === '1' ? tens : `${factor}·${tens}`;
}

function superscript(digit: string): string {
  return '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)] ?? '⁻';
}
