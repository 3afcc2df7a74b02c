import { type Activation, activations } from '../../kernels/activations';
import { derivativeOf } from '../../kernels/expression/derivative';
import { errorInUlp } from './float32Error';
import { initialValues, programOf, referenceOf } from './programs';
import { runProgram } from './runProgram';

/** The largest errors of one activation's kernels, in units of the last place, and where they are. */
export interface Accuracy {
  id: string;
  value: Worst;
  slope: Worst;
}

export interface Worst {
  ulp: number;
  x: number;
}

/** Every `stride`-th bit pattern of float32 that is a finite number, of both signs. */
export function finiteFloats(stride: number): Float32Array {
  const largest = 0x7f7fffff;
  const patterns: number[] = [];
  for (let bits = 0; bits <= largest; bits += stride) patterns.push(bits, bits | 0x80000000);
  return new Float32Array(Int32Array.from(patterns).buffer);
}

/** Of every activation, on the backend in use. */
export async function measureAccuracy(at: Float32Array): Promise<Accuracy[]> {
  const rows: Accuracy[] = [];
  for (const activation of activations) rows.push(await accuracyOf(activation, at));
  return rows;
}

async function accuracyOf(activation: Activation, at: Float32Array): Promise<Accuracy> {
  const program = programOf(activation);
  const [f, df, d2f] = [program.value, program.slope, derivativeOf(program.slope, 'x')].map((expression) =>
    referenceOf(activation, expression),
  );
  if (!f || !df || !d2f) throw new Error('A program has a value and a slope.');
  const { value, dx } = await runProgram(
    program,
    initialValues(activation, program),
    at,
    new Float32Array(at.length).fill(1),
  );
  return { id: activation.id, value: worstOf(at, value, f, df), slope: worstOf(at, dx, df, d2f) };
}

type Curve = (x: number) => number;

function worstOf(at: Float32Array, actual: Float32Array, exact: Curve, slope: Curve): Worst {
  let worst: Worst = { ulp: 0, x: 0 };
  for (const [i, x] of at.entries()) {
    const ulp = errorInUlp(actual[i] ?? Number.NaN, exact(x), x, slope(x));
    if (!(ulp <= worst.ulp)) worst = { ulp, x };
  }
  return worst;
}
