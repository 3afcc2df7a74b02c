import { type Activation, defineActivation } from '../../kernels/activations';
import { add, mul, parameter, sigmoid, square, sub, tanh, x } from '../../kernels/expression/build';

/** What a person may design in a cell: the names are awkward on purpose. */
export interface OwnActivations {
  /** A formula without parameters. */
  readonly plain: Activation;
  /** By its gradient, with a trained parameter that stays above a bound, and a fixed one. */
  readonly trained: Activation;
  /** A parameter that Python and JavaScript have other uses for, and a title that is no name. */
  readonly awkward: Activation;
  /** By a gradient that has no integral in closed form. */
  readonly table: Activation;
}

const bump = sigmoid(square(x));

export function defineOwnActivations(): OwnActivations {
  return {
    plain: defineActivation({ id: 'mine', title: 'Mine', forward: mul(x, sigmoid(mul(2, x))) }),
    trained: defineActivation({
      id: 'leanGate',
      title: 'Lean gate',
      summary: 'Leans.',
      reference: { text: 'Nobody, Nothing, 2031', url: 'https://arxiv.org/abs/3101.00001' },
      gradient: add(mul(parameter('α'), sigmoid(x)), parameter('floor')),
      parameters: [
        { name: 'α', initial: 0.75, above: 0.25 },
        { name: 'floor', initial: 0.125, trainable: false },
      ],
    }),
    awkward: defineActivation({
      id: 'my-act',
      title: '2step: "{x}"\n→ é',
      // The gate is needed twice, so that it gets a name: not that of the parameter.
      forward: sub(mul(parameter('lambda'), x), mul(bump, mul(parameter('self'), tanh(mul(parameter('gate'), bump))))),
      parameters: ['lambda', 'self', 'gate'].map((name) => ({ name, initial: 0.5 })),
    }),
    table: defineActivation({ id: 'wavy', gradient: sigmoid(mul(x, sigmoid(x))) }),
  };
}
