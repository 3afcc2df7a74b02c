import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { useStockKernels } from '../../kernels/backends/wasm/stockKernels';
import { expectSameOnBothBackends, noise, useWasm } from './bothBackends';

describe.each([
  { a: [5, 7], b: [7, 3], flags: [false, false] },
  { a: [7, 5], b: [7, 3], flags: [true, false] },
  { a: [5, 7], b: [3, 7], flags: [false, true] },
  { a: [7, 5], b: [3, 7], flags: [true, true] },
  { a: [4, 7, 5], b: [4, 7, 3], flags: [true, false] },
  { a: [4, 5, 7], b: [1, 3, 7], flags: [false, true] },
  { a: [1, 7, 1], b: [7, 3], flags: [true, false] },
])('a matrix product: $a × $b, transposed $flags', ({ a, b, flags: [transposeA, transposeB] }) => {
  it('as tf.matMul', () =>
    expectSameOnBothBackends([noise(a), noise(b, 2)], (left, right) =>
      tf.matMul(left as tf.Tensor, right as tf.Tensor, transposeA, transposeB),
    ));

  it('as tf.fused.matMul with a bias and relu', () =>
    expectSameOnBothBackends(
      [noise(a), noise(b, 2), noise([b[b.length - (transposeB ? 2 : 1)] ?? 0], 3)],
      (left, right, bias) =>
        tf.fused.matMul({
          a: left as tf.Tensor,
          b: right as tf.Tensor,
          bias,
          transposeA,
          transposeB,
          activation: 'relu',
        }),
    ));
});

it('a matrix product of sides that do not fit is an error that says so', async () => {
  await useWasm();
  const [a, b] = [tf.ones([2, 3]), tf.ones([2, 3])];
  expect(() => tf.matMul(a, b)).toThrow('inner shapes (3) and (2)');
  expect(() => tf.matMul(a, b, true, true)).toThrow('inner shapes (2) and (3)');
  tf.dispose([a, b]);
});

describe.each([
  { size: 2, strides: 2, pad: 'same' as const, x: [3, 28, 28, 8] },
  { size: 2, strides: 2, pad: 'same' as const, x: [3, 7, 5, 3] },
  { size: 2, strides: 2, pad: 'valid' as const, x: [3, 7, 5, 3] },
  { size: 3, strides: 1, pad: 'same' as const, x: [2, 6, 7, 2] },
  { size: 3, strides: 2, pad: 'same' as const, x: [2, 9, 8, 4] },
  { size: 3, strides: 2, pad: 'valid' as const, x: [2, 9, 8, 4] },
  { size: 1, strides: 3, pad: 'valid' as const, x: [2, 10, 10, 2] },
])('the gradient of max pooling: $size, strides $strides, padding $pad on $x', ({ size, strides, pad, x }) => {
  const info = tf.backend_util.computePool2DInfo(x as [number, number, number, number], size, strides, 1, pad);
  const pool = (value: tf.Tensor) => tf.maxPool(value as tf.Tensor4D, size, strides, pad);

  it('of distinct values', () =>
    expectSameOnBothBackends([noise(x), noise(info.outShape, 2)], (input, dy) =>
      tf.grad(pool)(input as tf.Tensor, dy),
    ));

  it('of equal values, as after a relu', () =>
    expectSameOnBothBackends([noise(x), noise(info.outShape, 2)], (input, dy) =>
      tf.grad(pool)(tf.relu(tf.sub(input as tf.Tensor, 0.5)), dy),
    ));
});

describe('a sum', () => {
  it.each([[[0]], [[0, 1]], [[0, 1, 2]], [[-4]], [[1, 0]], [[0, 1, 2, 3]], [[1]], [[3]], [[0, 2]], [[]]])(
    'over the axes %j',
    (axes) => expectSameOnBothBackends([noise([4, 5, 3, 2])], (x) => tf.sum(x as tf.Tensor, axes)),
  );

  it('that keeps its dimensions', () =>
    expectSameOnBothBackends([noise([4, 5, 3, 2])], (x) => tf.sum(x as tf.Tensor, [0, 1], true)));

  it('of integers', () =>
    expectSameOnBothBackends([noise([4, 5])], (x) => tf.sum(tf.cast(tf.mul(x as tf.Tensor, 9), 'int32'), 0)));

  it('of nothing', () => expectSameOnBothBackends([noise([0, 3])], (x) => tf.sum(x as tf.Tensor, 0)));
});

describe('the gradient of a gather', () => {
  it('sums what falls on one row', () =>
    expectSameOnBothBackends([noise([5, 3]), noise([4, 3], 2)], (table, dy) =>
      tf.grad((value) => tf.gather(value, tf.tensor1d([3, 0, 3, 1], 'int32')))(table as tf.Tensor, dy),
    ));

  it('drops ids outside the range', () =>
    expectSameOnBothBackends([noise([4, 2])], (x) =>
      tf.unsortedSegmentSum(x as tf.Tensor, tf.tensor1d([0, 5, -1, 2], 'int32'), 3),
    ));
});

describe('a gather', () => {
  const pick = (x: tf.Tensor, indices: number[] | number[][], axis: number) =>
    tf.gather(x, tf.tensor(indices, undefined, 'int32') as tf.Tensor1D, axis);

  it.each([
    { of: [5, 3], indices: [4, 0, 0, 2], axis: 0 },
    { of: [5], indices: [4, 0], axis: 0 },
    {
      of: [5, 3, 2],
      indices: [
        [4, 1],
        [0, 2],
      ],
      axis: 0,
    },
    { of: [5, 3, 2], indices: [2, 0], axis: 1 },
    { of: [5, 3], indices: [], axis: 0 },
  ])('of $indices from $of along axis $axis', ({ of, indices, axis }) =>
    expectSameOnBothBackends([noise(of)], (x) => pick(x as tf.Tensor, indices, axis)),
  );

  it('of a row that is not there says so', async () => {
    await useWasm();
    await tf.setBackend('wasm');
    expect(() => tf.tidy(() => pick(tf.ones([5, 3]), [5], 0))).toThrow(/row 5 of a tensor with 5 rows/);
  });
});

describe('a max pooling gradient of NaN', () => {
  it('goes nowhere, as on the cpu backend', () =>
    expectSameOnBothBackends([noise([1, 1, 1, 1])], (dy) =>
      tf.grad((x) => tf.maxPool(x as tf.Tensor4D, 2, 2, 'same'))(tf.fill([1, 2, 2, 1], Number.NaN), dy as tf.Tensor),
    ));
});

describe('the stock kernels', () => {
  it('come back for a comparison, and go again', async () => {
    await useWasm();
    const names = () => tf.getKernelsForBackend('wasm').map(({ kernelName }) => kernelName);
    const withOurs = names();
    const restore = useStockKernels();
    expect(names()).not.toContain('Conv2DBackpropFilter');
    expect(names()).toContain('Conv2DBackpropInput');
    restore();
    expect(names().sort()).toEqual(withOurs.sort());
  });
});

describe.each([
  {
    equation: 'ij,jk->ik',
    shapes: [
      [5, 7],
      [7, 3],
    ],
  },
  {
    equation: 'bqhd,bkhd->bhqk',
    shapes: [
      [2, 5, 3, 4],
      [2, 6, 3, 4],
    ],
  },
  {
    equation: 'bhqk,bkhd->bqhd',
    shapes: [
      [2, 3, 5, 6],
      [2, 6, 3, 4],
    ],
  },
  {
    equation: 'abc,cd->abd',
    shapes: [
      [2, 3, 4],
      [4, 5],
    ],
  },
  {
    equation: 'ij,ij->i',
    shapes: [
      [3, 4],
      [3, 4],
    ],
  },
  { equation: 'i,j->ij', shapes: [[3], [4]] },
])('einsum $equation', ({ equation, shapes }) => {
  const [left = [], right = []] = shapes;
  const compute = (a?: tf.Tensor, b?: tf.Tensor) => tf.einsum(equation, a as tf.Tensor, b as tf.Tensor);

  it('is what the cpu backend gives', () => expectSameOnBothBackends([noise(left), noise(right, 2)], compute));

  it.each([0, 1])('has a gradient by tensor %i, that of the products it is made of', (which) =>
    expectSameOnBothBackends([noise(left), noise(right, 2)], (a, b) => {
      const gradients = tf.grads((x, y) => tf.square(compute(x, y)))([a as tf.Tensor, b as tf.Tensor]);
      return gradients[which] as tf.Tensor;
    }),
  );
});

it('einsum of one tensor transposes and sums', () =>
  expectSameOnBothBackends([noise([2, 3, 4])], (x) => tf.einsum('abc->ca', x as tf.Tensor)));

it('einsum sums over an axis of one side alone, which the cpu backend forgets', async () => {
  await useWasm();
  await tf.setBackend('wasm');
  const values = tf.tidy(() => {
    const [a, b] = [tf.tensor2d([1, 2, 3, 4], [2, 2]), tf.tensor1d([1, 10, 100])];
    const [da, db] = tf.grads((x, y) => tf.einsum('ij,k->ik', x, y))([a, b]);
    return [tf.einsum('ij,k->ik', a, b), da, db].map((tensor) => Array.from(tensor?.dataSync() ?? []));
  });
  expect(values).toEqual([
    [3, 30, 300, 7, 70, 700],
    [111, 111, 111, 111],
    [10, 10, 10],
  ]);
});

it('einsum refuses shapes that do not meet', async () => {
  await useWasm();
  await tf.setBackend('wasm');
  expect(() => tf.tidy(() => tf.einsum('ij,jk->ik', tf.ones([2, 3]), tf.ones([4, 2])))).toThrow(/dimension/i);
});

describe('products beyond one block', () => {
  it.each([
    { a: [3, 1100], b: [1100, 5], flags: [false, false] },
    { a: [3, 7], b: [7, 1100], flags: [false, false] },
    { a: [1030, 3], b: [1030, 530], flags: [true, false] },
    { a: [2, 1100], b: [521, 1100], flags: [false, true] },
    { a: [1, 1], b: [1, 1], flags: [true, true] },
  ])('$a × $b, transposed $flags', ({ a, b, flags: [transposeA, transposeB] }) =>
    expectSameOnBothBackends([noise(a), noise(b, 2)], (left, right) =>
      tf.matMul(left as tf.Tensor, right as tf.Tensor, transposeA, transposeB),
    ),
  );

  it('keep NaN and infinities, also under a relu', () =>
    expectSameOnBothBackends([noise([6, 8]), noise([8, 9], 2)], (a, b) => {
      const broken = tf.concat([tf.fill([1, 8], Number.NaN), tf.slice(a as tf.Tensor, [1, 0], [5, 8])]);
      const product = tf.fused.matMul({ a: broken, b: b as tf.Tensor, activation: 'relu' });
      return tf.cast(tf.isNaN(product), 'float32');
    }));
});

describe('the gradient of a relu', () => {
  it.each([1, 4, 7, 1000])('of %i elements', (size) =>
    expectSameOnBothBackends([noise([size]), noise([size], 2)], (x, dy) =>
      tf.grad((value) => tf.relu(value))(x as tf.Tensor, dy as tf.Tensor),
    ),
  );

  it('is the same of a second order', () =>
    expectSameOnBothBackends([noise([9])], (x) =>
      tf.grad((value) => tf.mul(tf.relu(value), tf.relu(value)))(x as tf.Tensor),
    ));

  it('is 0 at 0, and loses no NaN', async () => {
    await useWasm();
    await tf.setBackend('wasm');
    const values = tf.tidy(() =>
      tf
        .grad((value) => tf.relu(value))(tf.tensor1d([0, -0, -1, 1, Number.NaN, 2, 3]))
        .dataSync(),
    );
    expect([...values]).toEqual([0, 0, 0, 1, Number.NaN, 1, 1]);
  });
});

describe('a bias', () => {
  it.each([[[6, 5]], [[2, 3, 4, 8]], [[1, 1]]])('is added to %j', (shape) =>
    expectSameOnBothBackends([noise(shape), noise([shape.at(-1) ?? 1], 2)], (x, bias) =>
      tf.add(x as tf.Tensor, bias as tf.Tensor),
    ),
  );

  it('may stand first, be of another type, or broadcast otherwise', () =>
    expectSameOnBothBackends([noise([4, 3]), noise([3], 2)], (x, bias) => {
      const rows = tf.add(bias as tf.Tensor, x as tf.Tensor);
      const whole = tf.cast(tf.add(tf.ones([4, 3], 'int32'), tf.ones([3], 'int32')), 'float32');
      return tf.add(tf.add(rows, whole), tf.ones([1, 3]));
    }));
});

it('a clone shares memory until its original is gone', async () => {
  await useWasm();
  await tf.setBackend('wasm');
  const x = tf.tensor1d([1, 2, 3]);
  const y = tf.clone(x);
  x.dispose();
  expect([...y.dataSync()]).toEqual([1, 2, 3]);
  y.dispose();
});
