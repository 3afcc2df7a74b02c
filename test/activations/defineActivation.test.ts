import { describe, expect, it } from 'vitest';
import {
  type ActivationDefinition,
  allActivations,
  curveOf,
  defineActivation,
  findActivation,
  getActivation,
} from '../../kernels/activations';
import * as e from '../../kernels/expression';

function bounded({ trainable }: { trainable: boolean }) {
  return [
    { name: 'a', initial: 1, above: 'b' },
    { name: 'b', initial: 2, trainable },
  ];
}

const gated = e.mul(e.x, e.sigmoid(e.mul(1.5, e.x)));

describe('defineActivation', () => {
  it('makes an activation of a formula, found by id and alias, after the catalogue', () => {
    const mine = defineActivation({ id: 'steep', forward: gated, title: 'Steep', aliases: ['steepSilu'] });
    expect(findActivation('Steep_SiLU')).toBe(mine);
    expect(allActivations().at(-1)).toBe(mine);
    expect(mine).toMatchObject({ parameters: [], golden: [], limits: { left: expect.closeTo(0), right: Infinity } });
    expect(curveOf(mine).derivative(0)).toBe(0.5);
    expect(() => getActivation('stepe')).toThrow('Did you mean "steep"?');
  });

  it('makes one of a gradient alone: f(0) = 0, and the gradient is its slope', () => {
    const gradient = e.where(e.x, e.add(1, e.x), e.exp(e.x));
    const mine = defineActivation({ id: 'grown', gradient });
    expect(mine.derivative).toBe(gradient);
    const { f } = curveOf(mine);
    expect([f(0), f(2), f(-1)]).toEqual([0, 4, Math.expm1(-1)].map((value) => expect.closeTo(value, 14)));
    expect(mine.limits).toEqual({ left: -1, right: Infinity });
  });

  it('completes a parameter from its name and initial value', () => {
    const forward = e.mul(e.parameter('a'), e.softplus(e.x));
    const { parameters } = defineActivation({ id: 'tall', forward, parameters: [{ name: 'a', initial: 2, above: 1 }] });
    expect(parameters).toEqual([{ name: 'a', symbol: 'a', initial: 2, above: 1, trainable: true, range: [1, 4] }]);
  });

  it('again replaces the first, under its old names no longer', () => {
    defineActivation({ id: 'again', forward: gated, aliases: ['once'] });
    const second = defineActivation({ id: 'again', forward: e.tanh(e.x) });
    expect(getActivation('again')).toBe(second);
    expect(findActivation('once')).toBeUndefined();
    expect(allActivations().filter(({ id }) => id === 'again')).toHaveLength(1);
  });
});

const refused: [what: string, definition: ActivationDefinition, message: string][] = [
  [
    'an id of the catalogue',
    { id: 'telu', forward: gated },
    'The name "telu" is taken by TeLU, of the catalogue. Choose another, such as "myTelu".',
  ],
  [
    'an alias of the catalogue',
    { id: 'fresh', forward: gated, aliases: ['Swish'] },
    'The name "Swish" is taken by SiLU',
  ],
  ['an id that no layer could have', { id: '2x', forward: gated }, '"2x" cannot be an id'],
  ['no formula', { id: 'none' }, 'none needs a formula: forward, or the gradient'],
  [
    'two formulas',
    { id: 'two', forward: gated, gradient: gated },
    'two has a forward and a gradient, which is integrated: give one.',
  ],
  ['a formula without x', { id: 'flat', forward: e.constant(3) }, 'The formula of flat has no x in it'],
  [
    'a formula not finite at 0',
    { id: 'pole', forward: e.div(1, e.x) },
    'pole has f(0) = Infinity, which no network can be trained with.',
  ],
  ['a slope not finite at 0', { id: 'cusp', forward: e.sqrt(e.abs(e.x)) }, 'cusp has f′(0) = -Infinity'],
  [
    'a formula without value left of −1',
    { id: 'gap', forward: e.log1p(e.x) },
    'gap is not a number at x = -3: a part of it has no value there',
  ],
  [
    'a parameter out of its constraint',
    { id: 'low', forward: e.mul(e.parameter('a'), e.x), parameters: [{ name: 'a', initial: 0.5, above: 0.5 }] },
    'low cannot have a = 0.5: it must be a finite number above 0.5.',
  ],
  [
    'a parameter below the one that bounds it',
    { id: 'under', forward: e.mul(e.parameter('a'), e.parameter('b'), e.x), parameters: bounded({ trainable: false }) },
    'under cannot have a = 1: it must be a finite number above 2.',
  ],
  [
    'a bound that is trained away',
    { id: 'loose', forward: e.mul(e.parameter('a'), e.parameter('b'), e.x), parameters: bounded({ trainable: true }) },
    'loose holds a above b, which is no parameter of it that stays fixed.',
  ],
  [
    'a parameter that is no number',
    { id: 'nan', forward: e.mul(e.parameter('a'), e.x), parameters: [{ name: 'a', initial: Number.NaN }] },
    'nan cannot have a = NaN: a finite number is needed.',
  ],
  [
    'an undeclared parameter',
    { id: 'open', forward: e.mul(e.parameter('k'), e.x) },
    "The formula of open has the parameter k, which is not declared. Add parameters: [{ name: 'k', initial: 1 }].",
  ],
  [
    'a parameter without use',
    { id: 'idle', forward: gated, parameters: [{ name: 'a', initial: 1 }] },
    'idle declares the parameter a, which its formula does not have.',
  ],
];

describe('defineActivation refuses', () => {
  it.each(refused)('%s', (_, definition, message) => {
    const before = allActivations();
    expect(() => defineActivation(definition)).toThrow(message);
    expect(allActivations()).toEqual(before);
  });

  it('an alias that another definition has', () => {
    defineActivation({ id: 'owner', forward: gated, aliases: ['held'] });
    expect(() => defineActivation({ id: 'thief', forward: gated, aliases: ['held'] })).toThrow(
      'The name "held" is taken by owner, which was defined before.',
    );
  });

  it.each([
    ['a word', '1.5', '"1.5" is neither'],
    ['a NaN', Number.NaN, 'NaN is neither'],
    ['a function', Math.tanh, 'a function is neither'],
    ['nothing', undefined, 'undefined is neither'],
  ])('%s for a number in a formula', (_, value, message) => {
    expect(() => e.mul(value as unknown as number, e.x)).toThrow(message);
  });
});
