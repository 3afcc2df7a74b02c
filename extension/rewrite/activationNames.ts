import { type Activation, curveOf, isOwn } from '../../kernels/activations';
import { snakeCase } from './identifiers';
import { ofActivations, ofEach } from './ofActivations';

/** 'leaky_relu': the activation's id in the spelling of most frameworks. */
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
/** In the order in which a menu offers them, a person's own in between; other smooth ones follow, then those with a kink. */
const first: readonly ActivationId[] = ['telu', 'xielu'];
const second: readonly ActivationId[] = ['gelu', 'silu', 'mish'];

interface Names {
  readonly named: ReadonlyMap<ActivationId, Named>;
  readonly menu: readonly ActivationId[];
  readonly byName: ReadonlyMap<string, ActivationId>;
  /** Without those that a person made up: 'gate' or 'model' may mean anything in code. */
  readonly familiar: ReadonlyMap<string, ActivationId>;
}

const names = ofActivations((activations): Names => {
  const entries = [...known, ...activations.map(namedAs)];
  const named = new Map(entries.map((entry) => [entry.id, entry]));
  const familiar = idsByName([...named.values()].filter(({ activation }) => !activation || !isOwn(activation)));
  return {
    named,
    menu: [...named.values()].sort((a, b) => rankOf(a) - rankOf(b)).map(({ id }) => id),
    byName: new Map([...idsByName([...named.values()]), ...familiar]),
    familiar,
  };
});

function idsByName(entries: readonly Named[]): Map<string, ActivationId> {
  return new Map(
    entries.flatMap(({ id, aliases = [], activation }) => {
      return [id, ...aliases, ...(activation?.aliases ?? [])].map((name) => [bareNameOf(name), id] as const);
    }),
  );
}

function namedAs(activation: Activation): Named {
  const snake = snakeCase(activation.id);
  const bare = bareNameOf(snake);
  const entry = known.find(({ id, aliases = [] }) => [bareNameOf(id), ...aliases].includes(bare));
  // What frameworks call CELU stays theirs, whatever somebody else calls so.
  const id = entry && isOwn(activation) ? `own_${snake}` : (entry?.id ?? snake);
  return { ...(!isOwn(activation) && entry), id, title: activation.title, activation };
}

function rankOf({ id, activation }: Named): number {
  if (first.includes(id)) {
    return first.indexOf(id);
  }
  if (activation && isOwn(activation)) {
    return first.length;
  }
  const place = second.indexOf(id);
  const isLast = place < 0 && !(activation && isSmooth(activation));
  return first.length + 1 + (place < 0 ? second.length : place) + (isLast ? 1 : 0);
}

/** Whether the slope never jumps: kinks of activations stand at multiples of ½. */
const isSmooth = ofEach((activation): boolean => {
  const { derivative } = curveOf(activation);
  const places = Array.from({ length: 41 }, (_, i) => i / 2 - 10);
  return places.every((x) => Math.abs(derivative(x + 1e-6) - derivative(x - 1e-6)) < 1e-3);
});

function bareNameOf(name: string): string {
  return name.toLowerCase().replaceAll(/[_\- ]/g, '');
}

/** What a person may be offered instead of `source`, best first. */
export function targetsFor(source: ActivationId): readonly ActivationId[] {
  return names().menu.filter((id) => id !== source);
}

export function titleOf(id: ActivationId): string {
  return names().named.get(id)?.title ?? id;
}

/** The formula and the facts, where there are some: of the catalogue, or defined by a person. */
export function activationOf(id: ActivationId): Activation | undefined {
  return names().named.get(id)?.activation;
}

/** Whether a person made it up: its name alone tells nothing of what stands in code. */
export function isMadeUp(id: ActivationId): boolean {
  const activation = activationOf(id);
  return activation !== undefined && isOwn(activation);
}

/** What a swap calls an activation. */
export function idOf(activation: Activation): ActivationId {
  return namedAs(activation).id;
}

/** The activation that a part of a name stands for: `torch_relu`, `reluK`; the longest, since `leaky_relu` is no ReLU. */
export function activationWithin(name: string): ActivationId | undefined {
  const words = name.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').split('_');
  const runs = words.flatMap((_, start) => words.map((__, end) => words.slice(start, end + 1).join('_')));
  const byLength = runs.filter((run) => run !== '').sort((a, b) => b.length - a.length);
  return byLength.map(familiarActivation).find((activation) => activation !== undefined);
}

/** The activation that a person means: 'leaky-relu', 'Swish', or one of their own. */
export function activationNamed(name: string): ActivationId | undefined {
  return lookUp(names().byName, name);
}

/** The activation that a name in code stands for: `_ReLU` and `swish_fn` are names of one; `ConvReLU` is not. */
export function familiarActivation(name: string): ActivationId | undefined {
  return lookUp(names().familiar, name);
}

function lookUp(ids: ReadonlyMap<string, ActivationId>, name: string): ActivationId | undefined {
  const bare = bareNameOf(name);
  return ids.get(bare) ?? ids.get(bare.replace(/(?:layer|fn|func|function|activation|module|act)$/, ''));
}
