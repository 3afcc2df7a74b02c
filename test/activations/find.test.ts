import { describe, expect, it } from 'vitest';
import { findActivation, getActivation } from '../../kernels/activations';

describe('an activation', () => {
  it.each(['telu', 'TeLU', 'tanhexp', 'TanhExp', 'tanh_exp'])('is found as %s', (name) => {
    expect(findActivation(name)?.id).toBe('telu');
  });

  it('is found by an alias spelt the Python way', () => {
    expect(getActivation('leaky_relu').id).toBe('leakyRelu');
    expect(getActivation('swish').id).toBe('silu');
  });

  it('that does not exist is undefined to a finder', () => {
    expect(findActivation('teluu')).toBeUndefined();
    expect(findActivation('')).toBeUndefined();
  });

  it('that does not exist is an error with the likely name and all known ones', () => {
    expect(() => getActivation('xeilu')).toThrow(
      'There is no activation "xeilu". Did you mean "xielu"? Known are: elu, ',
    );
    expect(() => getActivation('frobnicate')).toThrow(
      /^There is no activation "frobnicate"\. Known are: elu, .*xielu, .*xsilu\.$/,
    );
  });
});
