import { escapeMarkup, quietColour } from './markup';
import { formatNumber, formatSeconds } from './number';

export interface ProgressState {
  label: string;
  unit: string | undefined;
  total: number | undefined;
  count: number;
  detail: string;
  seconds: number;
  phase: 'running' | 'done' | 'stopped';
}

const barWidth = 20;
/** Before this, a rate says more about the start-up than about the work. */
const settledSeconds = 1;

const format = (value: number): string => formatNumber(Number.isInteger(value) ? value : Number(value.toPrecision(3)));

function fractionOf({ count, total }: ProgressState): number | undefined {
  return total === undefined || total <= 0 ? undefined : Math.min(1, count / total);
}

function countOf({ count, total, unit }: ProgressState): string {
  const goal = total === undefined ? '' : ` / ${format(total)}`;
  return `${format(count)}${goal}${unit === undefined ? '' : ` ${unit}`}`;
}

function rateOf({ count, seconds, unit }: ProgressState): string | undefined {
  if (seconds < settledSeconds || count <= 0) return undefined;
  return `${format(count / seconds)}${unit === undefined ? '' : ` ${unit}`}/s`;
}

function remainingOf(state: ProgressState): string | undefined {
  const fraction = fractionOf(state);
  if (fraction === undefined || fraction <= 0 || state.seconds < settledSeconds) return undefined;
  return `${formatSeconds((state.seconds * (1 - fraction)) / fraction)} left`;
}

function joined(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}

function summaryOf(state: ProgressState): string {
  const time = formatSeconds(state.seconds);
  if (state.phase === 'running') return joined([countOf(state), rateOf(state), time, remainingOf(state), state.detail]);
  if (state.phase === 'done') return joined([`${countOf({ ...state, total: undefined })} in ${time}`, rateOf(state)]);
  return joined([`stopped at ${countOf(state)} after ${time}`, state.detail]);
}

export function progressText(state: ProgressState): string {
  const fraction = fractionOf(state);
  const filled = Math.round((fraction ?? 0) * barWidth);
  const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled);
  const shown = state.phase === 'running' && fraction !== undefined ? `${bar} ${Math.floor(fraction * 100)} %  ` : '';
  return `${state.label}  ${shown}${summaryOf(state)}`;
}

/** The bar while it runs; afterwards a line that keeps out of the way of the results. */
export function progressMarkup(state: ProgressState): string {
  const fraction = fractionOf(state);
  const words = `${escapeMarkup(state.label)} · ${escapeMarkup(summaryOf(state))}`;
  const line = `<div style="color:${quietColour};font-variant-numeric:tabular-nums">${words}</div>`;
  if (state.phase !== 'running' || fraction === undefined) return line;
  const done = `width:${(fraction * 100).toFixed(1)}%;height:100%;background:var(--vscode-progressBar-background, #0072b2)`;
  return `${line}<div style="max-width:480px;height:4px;margin-top:4px;background:rgba(128, 128, 128, 0.25)"><div style="${done}"></div></div>`;
}
