import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Activation, activations, slopeOf } from '../../kernels/activations';
import { BackendRefusal } from '../../kernels/backends/backend';
import { derivativeOf } from '../../kernels/expression/derivative';
import { centralDifference } from '../support/centralDifference';
import { errorInUlp } from '../support/float32Error';
import { initialValues, programOf, referenceOf } from '../support/programs';
import { runProgram } from '../support/runProgram';
import { everyExponent } from '../support/tensors';

export interface SuiteOptions {
  /** Makes it tfjs's current backend, its kernels registered. */
  start(): Promise<unknown>;
  /** The most that a value may err, in units of its last place: see errorInUlp. */
  mostUlp: number;
  /** False on a device that flushes subnormal numbers to 0, arguments and results. */
  keepsSubnormals?: boolean;
  /** False where the last few elements of a tensor take another path than the rest, and may round differently. */
  roundsEverywhereAlike?: boolean;
  /** Elements of the large tensor. */
  largeSize?: number;
}

/** Every activation's kernels on one backend, held to the float64 reference. */
export function describeActivations(backend: string, options: SuiteOptions): void {
  describe.each(activations)(`$title on ${backend}`, (activation) => {
    beforeAll(options.start);
    describeValues(activation, options);
    describeGradients(activation);
    describeShapes(activation, options);
  });

  describe(`activations on ${backend}`, () => {
    beforeAll(options.start);

    it('refuse what they cannot compute, and say what to do', async () => {
      const telu = activations.find(({ id }) => id === 'telu') ?? activations[0];
      const integers = tf.tensor1d([1, 2], 'int32');
      if (!telu) throw new Error('The catalogue is empty.');
      await expect(runProgram(programOf(telu), [], integers, new Float32Array(2))).rejects.toThrow(BackendRefusal);
      integers.dispose();
    });
  });
}

const near = Float32Array.from({ length: 4001 }, (_, i) => (i - 2000) / 100);

function describeValues(activation: Activation, { mostUlp, keepsSubnormals = true }: SuiteOptions): void {
  const program = programOf(activation);
  const values = initialValues(activation, program);
  const f = referenceOf(activation, program.value);
  const df = referenceOf(activation, program.slope);
  const d2f = referenceOf(activation, derivativeOf(program.slope, 'x'));
  // A product with a subnormal factor keeps that factor's few digits, or none; a slope has several such factors.
  const smallest = keepsSubnormals ? 2 ** -142 : 2 ** -115;
  /** A device that takes x for 0, or for what is on 0's other side, has the slope of there. */
  const isSlopeAcross = (slope: number | undefined, x: number) =>
    !keepsSubnormals && Math.abs(x) < 2 ** -126 && [df(0), df(-x)].some((other) => isRight(slope, other, 0, smallest));
  const ones = (length: number) => new Float32Array(length).fill(1);

  it('has the golden values', async () => {
    const at = Float32Array.from(activation.golden, ([x]) => x);
    const { value, dx } = await runProgram(program, values, at, ones(at.length));
    for (const [i, [x, y, slope]] of activation.golden.entries()) {
      // The golden point is rounded to float32 first: near a root that moves the value more than the kernel errs.
      const moved = Math.abs(x - Math.fround(x));
      expect(Math.abs((value[i] ?? 0) - y)).toBeLessThan(1e-6 * Math.max(1e-30, Math.abs(y)) + moved * Math.abs(slope));
      expect(Math.abs((dx[i] ?? 0) - slope)).toBeLessThan(
        1e-5 * Math.abs(slope) + 2 * moved + 1e-7 * Number(slope === 0),
      );
    }
  });

  it('has the value and the slope of the reference, and the same where both are asked for', async () => {
    const { value, saved, dx } = await runProgram(program, values, near, ones(near.length));
    expect(worstUlp(value, f, df, smallest)).toBeLessThanOrEqual(mostUlp);
    expect(worstUlp(dx, df, d2f, smallest)).toBeLessThanOrEqual(mostUlp);
    if (!saved) return;
    expect(worstUlp(saved.value, f, df, smallest)).toBeLessThanOrEqual(mostUlp);
    expect(worstUlp(saved.slope, df, d2f, smallest)).toBeLessThanOrEqual(mostUlp);
  });

  it('is right at every exponent of float32, ±0, ±∞ and NaN', async () => {
    const at = Float32Array.of(...everyExponent, Infinity, -Infinity, -0, Number.NaN);
    const { value, dx } = await runProgram(program, values, at, ones(at.length));
    const wrong = [...at.slice(0, -1)].flatMap((x, i) => [
      ...(isRight(value[i], f(x), x * df(x), smallest) ? [] : [`value ${value[i]} at ${x}, not ${f(x)}`]),
      ...(isRight(dx[i], df(x), x * d2f(x), smallest) || isSlopeAcross(dx[i], x)
        ? []
        : [`slope ${dx[i]} at ${x}, not ${df(x)}`]),
    ]);
    expect(wrong).toEqual([]);
    expect([value.at(-1), dx.at(-1)]).toEqual([Number.NaN, Number.NaN]);
    const finite = everyExponent.length;
    expect([...value.slice(0, finite), ...dx.slice(0, finite)].some(Number.isNaN)).toBe(false);
  });
}

type Curve = (x: number) => number;

/** Over the points of `near`; NaN where one of them is NaN. */
function worstUlp(actual: Float32Array, exact: Curve, slope: Curve, smallest: number): number {
  const errors = near.map((x, i) => {
    const value = actual[i] ?? Number.NaN;
    return Math.abs(value - exact(x)) <= smallest ? 0 : errorInUlp(value, exact(x), x, slope(x));
  });
  return Math.max(...errors);
}

/** `steepness`, x·slope: what x's own rounding moves the value by, which counts near a root. */
function isRight(actual = 0, exact: number, steepness: number, smallest: number): boolean {
  const expected = Math.fround(exact);
  if (Number.isNaN(expected)) return Number.isNaN(actual);
  if (!Number.isFinite(expected)) return actual === expected;
  const scale = Number.isFinite(steepness) ? Math.max(Math.abs(exact), Math.abs(steepness)) : Math.abs(exact);
  return Math.abs(actual - exact) <= 1e-5 * scale + smallest;
}

function describeGradients(activation: Activation): void {
  const program = programOf(activation);
  const values = initialValues(activation, program);

  it('has the slope that finite differences of the reference have', () => {
    const [f, df] = [activation.forward, slopeOf(activation)].map((e) => referenceOf(activation, e));
    if (!f || !df) return;
    for (const x of [-7.3, -2.2, -0.9, -0.31, 0.27, 1.1, 2.6, 8.4]) {
      expect(df(x)).toBeCloseTo(centralDifference(f, x), 7);
    }
  });

  if (program.parameters.length === 0) return;
  it('sums the gradients of its parameters as float64 does', async () => {
    const x = Float32Array.from({ length: 100_003 }, (_, i) => 3 * Math.sin(i * 0.7) + 0.5);
    const dy = Float32Array.from({ length: x.length }, (_, i) => Math.cos(i * 0.013) + 0.4);
    const { gradients } = await runProgram(program, values, x, dy);
    for (const [index, expression] of program.parameterSlopes.entries()) {
      const slope = referenceOf(activation, expression);
      const exact = x.reduce((sum, v, i) => sum + (dy[i] ?? 0) * slope(v), 0);
      expect((gradients[index] ?? 0) / exact, program.parameters[index]).toBeCloseTo(1, 6);
    }
  });
}

function describeShapes(activation: Activation, options: SuiteOptions): void {
  const { largeSize = 1_000_007, roundsEverywhereAlike = true } = options;
  const isSame = (a = 0, b = 0) => a === b || (!roundsEverywhereAlike && Math.abs(a - b) <= 1e-5 * Math.abs(b));
  const program = programOf(activation);
  const values = initialValues(activation, program);

  it('takes tensors of any length, to the last element', async () => {
    const all = Float32Array.from({ length: 23 }, (_, i) => Math.sin(i) * 4);
    const whole = await runProgram(program, values, all, all);
    for (const length of [0, 1, 3, 4, 5, 7, 8, 9, 22]) {
      const part = await runProgram(program, values, all.slice(0, length), all.slice(0, length));
      expect([part.value.length, part.dx.length]).toEqual([length, length]);
      expect(part.value.findIndex((value, i) => !isSame(value, whole.value[i]))).toBe(-1);
      expect(part.dx.findIndex((value, i) => !isSame(value, whole.dx[i]))).toBe(-1);
    }
  });

  it('computes a large tensor as its parts', async () => {
    const pattern = Float32Array.from({ length: 4001 }, (_, i) => Math.sin(i * 0.37) * 9);
    const large = Float32Array.from({ length: largeSize }, (_, i) => pattern[i % pattern.length] ?? 0);
    const part = await runProgram(program, values, pattern, pattern);
    const whole = await runProgram(program, values, large, large);
    const wrong = whole.value.findIndex((value, i) => !isSame(value, part.value[i % pattern.length]));
    const wrongSlope = whole.dx.findIndex((value, i) => !isSame(value, part.dx[i % pattern.length]));
    expect([wrong, wrongSlope]).toEqual([-1, -1]);
  });

  it('takes slices, reshapes and transposes', async () => {
    const base = tf.tensor2d(near.slice(0, 1200), [30, 40]);
    const views = [tf.slice(base, [3, 5], [11, 17]), tf.reshape(base, [3, 400]), tf.transpose(base)];
    for (const view of views) {
      const copy = await view.data<'float32'>();
      const ones = new Float32Array(copy.length).fill(1);
      const [ofView, ofCopy] = [
        await runProgram(program, values, view, ones),
        await runProgram(program, values, copy, ones),
      ];
      expect(ofView.value).toEqual(ofCopy.value);
      expect(ofView.dx).toEqual(ofCopy.dx);
    }
    tf.dispose([base, ...views]);
  });

  it('leaves no tensor behind', async () => {
    const before = [tf.memory().numTensors, tf.engine().backend.numDataIds()];
    await runProgram(program, values, near, near);
    expect([tf.memory().numTensors, tf.engine().backend.numDataIds()]).toEqual(before);
  });
}
