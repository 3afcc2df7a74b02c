import * as tf from '@tensorflow/tfjs-core';
import { product } from './batchMatMul';
import type { Scratch } from './scratch';
import type { KernelCall, TrainingKernel } from './trainingKernel';

/** A tensor whose axes have names, one letter each. */
interface Labelled {
  info: tf.TensorInfo;
  axes: string[];
}

/** Attention in Einstein's notation, which tfjs's wasm backend lacks: one matrix product, its sides transposed for it. */
export const einsum: TrainingKernel = {
  name: tf.Einsum,
  compute(call) {
    const { equation } = call.attrs as { equation: string };
    const { terms, result } = parse(equation);
    const tensors = terms.map((_, index) => call.inputs[index]).filter((info) => info !== undefined);
    const { allDims, idDims } = tf.backend_util.decodeEinsumEquation(equation, tensors.length);
    tf.backend_util.checkEinsumDimSizes(allDims.length, idDims, tensors as tf.Tensor[]);
    const sides = tensors.map((info, index) => ({ info, axes: terms[index] ?? [] }));
    const [left, right] = sides.map((side, index) => {
      const elsewhere = new Set([...result, ...terms.flatMap((term, other) => (other === index ? [] : term))]);
      return summed(side, (axis) => !elsewhere.has(axis), call.scratch);
    });
    if (!left) throw new Error(`einsum("${equation}") was called without a tensor.`);
    return arranged(right ? contracted(left, right, result, call) : left, result, call.scratch).info;
  },
};

function parse(equation: string): { terms: string[][]; result: string[] } {
  const [inputs = '', output = ''] = equation.replace(/\s/g, '').split('->');
  return { terms: inputs.split(',').map((term) => [...term]), result: [...output] };
}

/** The product of both, summed over the axes they share that the result lacks. */
function contracted(left: Labelled, right: Labelled, result: readonly string[], call: KernelCall): Labelled {
  const shared = left.axes.filter((axis) => right.axes.includes(axis));
  const batch = shared.filter((axis) => result.includes(axis));
  const inner = shared.filter((axis) => !result.includes(axis));
  const [rows, columns] = [left, right].map(({ axes }) => axes.filter((axis) => !shared.includes(axis)));
  if (!rows || !columns) throw new Error('Two sides make a product.');
  const size = (axes: readonly string[]) => tf.util.sizeFromShape(axes.map((axis) => sizeOf(axis, left, right)));
  const matrices = (side: Labelled, first: string[], second: string[]): tf.TensorInfo => {
    const { info } = arranged(side, [...batch, ...first, ...second], call.scratch);
    return { ...info, shape: [size(batch), size(first), size(second)] };
  };
  const inputs = { a: matrices(left, rows, inner), b: matrices(right, inner, columns) };
  const info = product({ ...call, inputs }, { transposeA: false, transposeB: false }, {});
  if (!info) throw new Error('einsum on the wasm backend takes float32 tensors that are not empty: cast them first.');
  const axes = [...batch, ...rows, ...columns];
  info.shape = axes.map((axis) => sizeOf(axis, left, right));
  return { info, axes };
}

function sizeOf(axis: string, ...sides: Labelled[]): number {
  for (const { info, axes } of sides) {
    const at = axes.indexOf(axis);
    if (at >= 0) return info.shape[at] ?? 1;
  }
  return 1;
}

function summed({ info, axes }: Labelled, isSummed: (axis: string) => boolean, scratch: Scratch): Labelled {
  const over = axes.flatMap((axis, index) => (isSummed(axis) ? [index] : []));
  if (over.length === 0) return { info, axes };
  const kept = scratch.run('Sum', { x: info }, { axis: over, keepDims: false });
  return { info: kept, axes: axes.filter((axis) => !isSummed(axis)) };
}

/** The same with its axes in this order. */
function arranged({ info, axes }: Labelled, order: readonly string[], scratch: Scratch): Labelled {
  const perm = order.map((axis) => axes.indexOf(axis));
  return { info: scratch.run('Transpose', { x: info }, { perm }), axes: [...order] };
}

/** tfjs has no gradient of einsum; of two tensors each is the einsum of the other with the gradient of the result. */
export function useEinsumGradient(): void {
  const existing: tf.GradConfig | undefined = tf.getGradient(tf.Einsum);
  if (existing) return;
  tf.registerGradient({
    kernelName: tf.Einsum,
    inputsToSave: ['0', '1'],
    gradFunc(dy, saved, attrs) {
      const { terms, result } = parse((attrs as unknown as { equation: string }).equation);
      const [first, second] = saved;
      const [left, right] = terms;
      if (!first || !second || !left || !right || Array.isArray(dy))
        throw new Error('einsum has a gradient for two tensors.');
      return {
        0: () => gradientOf(first, left, [dy, result], [second, right]),
        1: () => gradientOf(second, right, [dy, result], [first, left]),
      };
    },
  });
}

type Term = [tensor: tf.Tensor, axes: string[]];

/** An axis of x alone was summed over: its gradient is the same all along. */
function gradientOf(x: tf.Tensor, axes: string[], [dy, result]: Term, [other, otherAxes]: Term): tf.Tensor {
  const known = axes.filter((axis) => result.includes(axis) || otherAxes.includes(axis));
  const equation = `${result.join('')},${otherAxes.join('')}->${known.join('')}`;
  const gradient = tf.einsum(equation, dy, other);
  const shape = x.shape.map((size, index) => (known.includes(axes[index] ?? '') ? size : 1));
  return tf.broadcastTo(tf.reshape(gradient, shape), x.shape);
}
