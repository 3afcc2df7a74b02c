import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { activations, slopeOf } from '../../../kernels/activations';
import type { Activation } from '../../../kernels/activations/activation';
import { ActivationBackward, ActivationForward } from '../../../kernels/backends/backend';
import type { Program } from '../../../kernels/codegen/program';
import { derivativeOf } from '../../../kernels/expression/derivative';
import { evaluatorOf } from '../../../kernels/expression/evaluator';
import { substitute } from '../../../kernels/expression/substitute';
import { useSoftwareAdapter } from './softwareAdapter';

beforeAll(async () => {
  await useSoftwareAdapter();
}, 60_000);

test.each(activations.map((a) => [a.id, a] as const))('%s', async (_, activation) => {
  const program = programOf(activation);
  const x = tf.linspace(-4, 4, 40);
  const inputs = Object.fromEntries(
    activation.parameters.filter((p) => p.trainable).map((p) => [p.name, tf.scalar(p.initial)]),
  );
  const y = tf.engine().runKernel(ActivationForward, { x, ...inputs }, { program } as never) as tf.Tensor;
  const dy = tf.onesLike(x);
  const [dx] = tf.engine().runKernel(ActivationBackward, { x, dy, ...inputs }, { program } as never) as tf.Tensor[];
  const f = evaluatorOf(program.value);
  const ps = Object.fromEntries(activation.parameters.map((p) => [p.name, p.initial]));
  const xs = await x.data(),
    ys = await y.data(),
    dxs = await dx!.data();
  xs.forEach((v, i) => {
    expect(ys[i]).toBeCloseTo(f(v, ps), 5);
    expect(dxs[i]).toBeCloseTo(evaluatorOf(program.slope)(v, ps), 5);
  });
});

function programOf(a: Activation): Program {
  const fixed = Object.fromEntries(a.parameters.filter((p) => !p.trainable).map((p) => [p.name, p.initial]));
  const names = a.parameters.filter((p) => p.trainable).map((p) => p.name);
  const value = substitute(a.forward, fixed);
  return {
    key: a.id,
    title: a.title,
    value,
    slope: substitute(slopeOf(a), fixed),
    parameters: names,
    parameterSlopes: names.map((n) => derivativeOf(value, n)),
  };
}
