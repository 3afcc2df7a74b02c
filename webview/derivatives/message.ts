import { significant } from '../numbers';
import type { Sampled } from './sample';

interface Found {
  title: string;
  at: number;
}

/** The right side: who first behaves like the identity. */
export function settlingMessage(sampled: readonly Sampled[], xs: readonly number[]): string {
  const settled = sampled.flatMap((one) => foundAt(one, settlingPoint(one.slope, xs))).sort((a, b) => a.at - b.at);
  const [first, second] = settled;
  if (!first) return `f and f′ of ${namesOf(sampled)}`;
  const rest = second ? `, ${second.title}’s from ${position(second.at)}` : '';
  return `${first.title}’s slope stays within 1 % of 1 from ${position(first.at)} on${rest}`;
}

/** The left side: whose gradient dies first, and whose never. */
export function tailMessage(sampled: readonly Sampled[], xs: readonly number[]): string {
  const alive = sampled
    .filter(({ slope }) => Math.abs(slope[0] ?? 0) >= 1e-3)
    .map(({ activation }) => activation.title);
  const dying = sampled.flatMap((one) => foundAt(one, dyingPoint(one.slope, xs))).sort((a, b) => a.at - b.at);
  const parts = [
    alive.length > 0
      ? `${alive.join(', ')} keep${alive.length === 1 ? 's' : ''} |f′| above 0.001 down to ${position(xs[0] ?? 0)}`
      : '',
    dying[0] ? `${dying[0].title} holds it to ${position(dying[0].at)}` : '',
    dying.length > 1 ? `${dying.at(-1)?.title} only to ${position(dying.at(-1)?.at ?? 0)}` : '',
  ];
  return parts.filter((part) => part !== '').join('; ') || `|f′| of ${namesOf(sampled)}`;
}

/** The least x from which on |f′ − 1| ≤ 0.01. Undefined for kinks (no approach to speak of) and for slopes that never settle. */
export function settlingPoint(slope: readonly number[], xs: readonly number[]): number | undefined {
  const lastFar = slope.map((value) => Math.abs(value - 1) > 0.01).lastIndexOf(true);
  return isJump(slope, lastFar) ? undefined : xs[lastFar + 1];
}

/** The least x at which |f′| reaches 0.001: left of it the gradient is as good as gone. At a jump, the jump itself. */
export function dyingPoint(slope: readonly number[], xs: readonly number[]): number | undefined {
  const first = slope.findIndex((value) => Math.abs(value) >= 1e-3);
  if (first <= 0) return undefined;
  return isJump(slope, first - 1) ? xs[first - 1] : xs[first];
}

function isJump(slope: readonly number[], at: number): boolean {
  return Math.abs((slope[at + 1] ?? 0) - (slope[at] ?? 0)) > 0.2;
}

function foundAt({ activation }: Sampled, at: number | undefined): Found[] {
  return at === undefined ? [] : [{ title: activation.title, at }];
}

/** "x = 1.33", kept on one line. */
function position(x: number): string {
  return `x\u00a0=\u00a0${significant(x)}`;
}

function namesOf(sampled: readonly Sampled[]): string {
  return sampled.map(({ activation }) => activation.title).join(', ');
}
