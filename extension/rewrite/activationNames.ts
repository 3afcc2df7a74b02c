/** Which activations the swap knows by name, in the order in which a menu offers them: smooth newcomers first. */
export type ActivationId =
  | 'telu'
  | 'xielu'
  | 'gelu'
  | 'silu'
  | 'mish'
  | 'elu'
  | 'selu'
  | 'celu'
  | 'leaky_relu'
  | 'relu'
  | 'gelu_tanh'
  | 'relu6'
  | 'relu_squared'
  | 'hard_swish'
  | 'softplus'
  | 'tanh'
  | 'prelu'
  | 'sigmoid';

interface Named {
  title: string;
  /** Other names under which people define or register it, lower case without underscores. */
  aliases?: readonly string[];
  /** Found in code, never offered: a gate or an output, or a shape that the site does not tell. */
  sourceOnly?: true;
}

const named = new Map<ActivationId, Named>([
  ['telu', { title: 'TeLU' }],
  ['xielu', { title: 'xIELU' }],
  ['gelu', { title: 'GELU' }],
  ['silu', { title: 'SiLU', aliases: ['swish'] }],
  ['mish', { title: 'Mish' }],
  ['elu', { title: 'ELU' }],
  ['selu', { title: 'SELU' }],
  ['celu', { title: 'CELU' }],
  ['leaky_relu', { title: 'LeakyReLU', aliases: ['lrelu'] }],
  ['relu', { title: 'ReLU' }],
  ['gelu_tanh', { title: 'GELU (tanh)', aliases: ['gelunew', 'gelufast', 'quickgelu', 'gelupytorchtanh'] }],
  ['relu6', { title: 'ReLU6' }],
  ['relu_squared', { title: 'ReLU²', aliases: ['relu2', 'squaredrelu', 'sqrelu'] }],
  ['hard_swish', { title: 'Hardswish', aliases: ['hswish'] }],
  ['softplus', { title: 'Softplus' }],
  ['tanh', { title: 'Tanh' }],
  ['prelu', { title: 'PReLU', sourceOnly: true }],
  ['sigmoid', { title: 'Sigmoid', sourceOnly: true }],
]);

const idByName = new Map<string, ActivationId>();
for (const [id, { aliases = [] }] of named) {
  for (const name of [id.replaceAll('_', ''), ...aliases]) {
    idByName.set(name, id);
  }
}

/** What a person may be offered instead of `source`, best first. */
export function targetsFor(source: ActivationId): readonly ActivationId[] {
  return [...named].filter(([id, facts]) => id !== source && !facts.sourceOnly).map(([id]) => id);
}

export function titleOf(id: ActivationId): string {
  return named.get(id)?.title ?? id;
}

/** The activation that a user's own name stands for: `_ReLU`, 'leaky-relu' and `swish_fn` are names of one; `ConvReLU` is not. */
export function activationNamed(name: string): ActivationId | undefined {
  const bare = name.toLowerCase().replaceAll(/[_\- ]/g, '');
  return idByName.get(bare) ?? idByName.get(bare.replace(/(?:layer|fn|func|function|activation|module|act)$/, ''));
}
