import { type Activation, activations, curveOf } from '../../kernels/activations';

/** 'leaky_relu': the catalogue's id in the spelling of most frameworks. */
export type ActivationId = string;

interface Named {
  readonly id: ActivationId;
  readonly title: string;
  /** Other names under which people define or register it, lower case without underscores. */
  readonly aliases?: readonly string[];
  /** Absent for what frameworks have and the catalogue lacks: a swap writes it only where the framework names it. */
  readonly activation?: Activation;
}

/** What frameworks name beside the catalogue, and names that only code uses. */
const known: readonly Named[] = [
  { id: 'prelu', title: 'PReLU' },
  { id: 'leaky_relu', title: 'Leaky ReLU', aliases: ['leaky', 'lrelu'] },
  { id: 'celu', title: 'CELU' },
  { id: 'relu6', title: 'ReLU6' },
  { id: 'hard_swish', title: 'Hardswish', aliases: ['hswish', 'hardsilu', 'hsilu'] },
  { id: 'hard_sigmoid', title: 'Hardsigmoid', aliases: ['hsigmoid'] },
  { id: 'silu', title: 'SiLU', aliases: ['swish'] },
  { id: 'gelu_tanh', title: 'GELU (tanh)', aliases: ['gelunew', 'gelufast', 'gelupytorchtanh'] },
  { id: 'quick_gelu', title: 'QuickGELU' },
  { id: 'relu_squared', title: 'ReLU²', aliases: ['relu2', 'squaredrelu', 'sqrelu'] },
];
/** In the order in which a menu offers them; the other smooth ones follow, then those with a kink. */
const first: readonly ActivationId[] = ['telu', 'xielu', 'gelu', 'silu', 'mish'];

const named: ReadonlyMap<ActivationId, Named> = new Map(
  [...known, ...activations.map(namedAs)].map((entry) => [entry.id, entry]),
);
const menu: readonly ActivationId[] = [...named.values()].sort((a, b) => rankOf(a) - rankOf(b)).map(({ id }) => id);
const idByName = new Map<string, ActivationId>();
for (const { id, aliases = [], activation } of named.values()) {
  for (const name of [id, ...aliases, ...(activation?.aliases ?? [])].map(bareNameOf)) {
    idByName.set(name, id);
  }
}

function namedAs(activation: Activation): Named {
  const snake = activation.id.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const bare = bareNameOf(snake);
  const entry = known.find(({ id, aliases = [] }) => [bareNameOf(id), ...aliases].includes(bare));
  return { ...entry, id: entry?.id ?? snake, title: activation.title, activation };
}

function rankOf({ id, activation }: Named): number {
  const place = first.indexOf(id);
  if (place >= 0) {
    return place;
  }
  return activation && isSmooth(activation) ? first.length : first.length + 1;
}

/** Whether the slope never jumps: kinks of activations stand at multiples of ½. */
function isSmooth(activation: Activation): boolean {
  const { derivative } = curveOf(activation);
  const places = Array.from({ length: 41 }, (_, i) => i / 2 - 10);
  return places.every((x) => Math.abs(derivative(x + 1e-6) - derivative(x - 1e-6)) < 1e-3);
}

function bareNameOf(name: string): string {
  return name.toLowerCase().replaceAll(/[_\- ]/g, '');
}

/** What a person may be offered instead of `source`, best first. */
export function targetsFor(source: ActivationId): readonly ActivationId[] {
  return menu.filter((id) => id !== source);
}

export function titleOf(id: ActivationId): string {
  return named.get(id)?.title ?? id;
}

/** The catalogue's facts, if it has the activation. */
export function catalogued(id: ActivationId): Activation | undefined {
  return named.get(id)?.activation;
}

/** What a swap calls an activation of the catalogue. */
export function idOf(activation: Activation): ActivationId {
  return namedAs(activation).id;
}

/** The activation that a part of a name stands for: `torch_relu`, `reluK`; the longest, since `leaky_relu` is no ReLU. */
export function activationWithin(name: string): ActivationId | undefined {
  const words = name.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').split('_');
  const runs = words.flatMap((_, start) => words.map((__, end) => words.slice(start, end + 1).join('_')));
  const byLength = runs.filter((run) => run !== '').sort((a, b) => b.length - a.length);
  return byLength.map(activationNamed).find((activation) => activation !== undefined);
}

/** The activation that a user's own name stands for: `_ReLU`, 'leaky-relu' and `swish_fn` are names of one; `ConvReLU` is not. */
export function activationNamed(name: string): ActivationId | undefined {
  const bare = bareNameOf(name);
  return idByName.get(bare) ?? idByName.get(bare.replace(/(?:layer|fn|func|function|activation|module|act)$/, ''));
}
