import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkCall } from '../../kernels/backends/activationCall';
import { ActivationBackward, ActivationForward, BackendRefusal } from '../../kernels/backends/backend';
import { allowFallingBack } from '../../kernels/backends/fallBack';
import { startBackend } from '../../kernels/backends/start';
import * as lab from '../../kernels/lab';
import { op } from '../../kernels/tfjs';
import { installRecordingHost, lastText } from '../lab/support/recordingHost';
import { useBackend, wasmFolder } from '../support/backends';
import { slopeAt, valuesOf } from '../support/tensors';

const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
/** Beside tfjs's own advice on a slow backend. */
const said = () => warn.mock.calls.map(([text]) => String(text)).filter((text) => text.includes('cannot be computed'));

/** Makes a kernel of the cpu backend refuse, as another's might. */
function refuse(check: () => void, kernelName = ActivationForward): void {
  const kernel = tf.getKernel(kernelName, 'cpu');
  const refused = (): tf.TensorInfo[] => {
    check();
    return [];
  };
  tf.unregisterKernel(kernelName, 'cpu');
  tf.registerKernel({ ...kernel, kernelFunc: refused });
  restore = () => {
    tf.unregisterKernel(kernelName, 'cpu');
    tf.registerKernel(kernel);
  };
}
let restore = () => {};

const reasons: Record<string, () => void> = {
  'a dtype': () => checkCall('cpu', 'TeLU by dtype', 'int32'),
  'a size': () => {
    throw new BackendRefusal('cpu', 'TeLU by size', 'a tensor of 2048 MB does not fit.', 'Split the tensor.');
  },
  'an expression': () => {
    throw new BackendRefusal('cpu', 'TeLU by formula', 'it has 9 trainable parameters.', 'Fix some of them.');
  },
};

beforeAll(() => useBackend('cpu'));
beforeEach(() => {
  warn.mockClear();
  allowFallingBack(true);
});
afterEach(() => restore());

describe.each(Object.keys(reasons))('a kernel that refuses %s', (reason) => {
  beforeEach(() => refuse(reasons[reason] ?? (() => {})));

  it("gives way to tfjs's operations under 'auto', which is said once", () => {
    const telu = op('telu');
    expect(valuesOf(telu([1]))[0]).toBeCloseTo(0.9913289, 5);
    expect(slopeAt(telu, [0])[0]).toBeCloseTo(Math.tanh(1), 5);
    telu([2]);
    expect(said()).toEqual([expect.stringMatching(/TeLU .* on cpu: .*Until then tfjs's own operations/)]);
  });

  it('is an error that says what to do under a backend that was named', () => {
    allowFallingBack(false);
    expect(() => op('telu')([1])).toThrow(BackendRefusal);
    expect(() => op('telu')([1])).toThrow(/\. (?:Cast|Split|Fix) /);
    expect(said()).toEqual([]);
  });

  it('is what lab.describe says of the backend', () => {
    const host = installRecordingHost();
    lab.describe('telu');
    expect(lastText(host)).toMatch(/cpu +CPU, JavaScript \(in use\) +refused: TeLU by/);
    expect(said()).toEqual([]);
  });
});

describe('a kernel that refuses only in the backward pass', () => {
  const refuseGradients = () =>
    refuse(() => {
      throw new BackendRefusal('cpu', 'xIELU by its gradient', 'it has 9 trainable parameters.', 'Fix some of them.');
    }, ActivationBackward);
  const gradientsAt = (x: number): number[] => {
    const alphaP = tf.scalar(0.8);
    const xielu = (input: tf.Tensor, trained: tf.Tensor) => op('xielu', { alphaP: trained })(input);
    return tf
      .grads(xielu)([tf.tensor1d([x]), alphaP])
      .map((gradient) => valuesOf(gradient)[0] ?? Number.NaN);
  };

  it("gives way to tfjs's operations under 'auto', which is said once", () => {
    refuseGradients();
    const [slope, byAlphaP] = gradientsAt(2);
    expect(slope).toBeCloseTo(2 * 0.8 * 2 + 0.5, 5);
    expect(byAlphaP).toBeCloseTo(4, 5);
    gradientsAt(1);
    expect(said()).toHaveLength(1);
  });

  it('is an error under a backend that was named', () => {
    allowFallingBack(false);
    refuseGradients();
    expect(() => gradientsAt(2)).toThrow(BackendRefusal);
  });
});

it('more elements than can be counted have no other way', () => {
  refuse(() => checkCall('cpu', 'TeLU', 'float32', 2 ** 31));
  expect(() => op('telu')([1])).toThrow('2147483648 elements are more than a 32-bit index can count. Split');
});

it('a fault that is no refusal is never covered up', () => {
  refuse(() => {
    throw new Error('out of memory');
  });
  expect(() => op('telu')([1])).toThrow('out of memory');
});

it.each([
  ['auto', true],
  ['cpu', false],
] as const)("falling back is for 'auto' alone: %s", async (preferred, fallsBack) => {
  await startBackend({ wasmFolder, provider: 'bundled', preferred });
  await useBackend('cpu');
  refuse(reasons['a size'] ?? (() => {}));
  const compute = () => valuesOf(op('telu')([0]))[0];
  if (fallsBack) expect(compute()).toBe(0);
  else expect(compute).toThrow(BackendRefusal);
});
