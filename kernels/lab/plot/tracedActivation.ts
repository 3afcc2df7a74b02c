import { type Activation, curveOf, getActivation, type LineStyle, lineStyleOf } from '../../activations/index';
import type { Place } from './lines';

/** An activation sampled for drawing. */
export interface TracedActivation {
  activation: Activation;
  style: LineStyle;
  /** Parameter values that are not the initial ones. */
  parameters: Readonly<Record<string, number>>;
  f: readonly Place[];
  slope: readonly Place[];
  /** f′(leftX). */
  leftSlope: number;
}

/** Left of 0 the functions differ most; here the slopes are compared in words. */
export const leftX = -3;
const samples = 400;

export function traceActivation(
  id: string,
  [from, to]: readonly [number, number],
  parameters: Readonly<Record<string, number>> = {},
): TracedActivation {
  const activation = getActivation(id);
  const curve = curveOf(activation, parameters);
  const xs = Array.from({ length: samples + 1 }, (_, index) => from + ((to - from) * index) / samples);
  return {
    activation,
    style: lineStyleOf(activation.id),
    parameters,
    f: xs.map((x) => [x, curve.f(x)]),
    slope: xs.map((x) => [x, curve.derivative(x)]),
    leftSlope: curve.derivative(leftX),
  };
}
