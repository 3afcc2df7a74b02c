import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DefinedActivations } from '../../extension/panels/definedActivations';
import { allActivations, curveOf, findActivation, forgetActivation, isOwn } from '../../kernels/activations';
import { completeDefinition } from '../../kernels/activations/defineActivation';
import { type WrittenActivation, writeActivation } from '../../kernels/activations/writtenActivation';
import { mul, sigmoid, x } from '../../kernels/expression/build';
import { MemoryMemento } from './memoryMemento';

vi.mock('vscode', async () => (await import('./fakeVscode')).fakeVscode());

let memory: MemoryMemento;
let warnings: string[];
let defined: DefinedActivations;

const create = () => new DefinedActivations(memory, (message) => warnings.push(message));
const own = () => allActivations().filter(isOwn);
const gate = (id: string, steepness: number, more: Partial<WrittenActivation> = {}): WrittenActivation => ({
  ...writeActivation(completeDefinition({ id, forward: mul(x, sigmoid(mul(steepness, x))) })),
  ...more,
});
const valueAt1 = (id: string) => {
  const activation = findActivation(id);
  return activation && curveOf(activation).f(1);
};
const sigmoidOf = (z: number) => 1 / (1 + Math.exp(-z));

beforeEach(() => {
  memory = new MemoryMemento();
  warnings = [];
  defined = create();
});
afterEach(() => {
  for (const { id } of own()) forgetActivation(id);
});

it('lets the later of two kernels have the name, and forgets who shared it', () => {
  defined.define(gate('mine', 1, { aliases: ['steep'] }));
  defined.define(gate('mine', 2, { aliases: ['steep'] }));
  expect(valueAt1('mine')).toBeCloseTo(sigmoidOf(2), 12);
  expect(defined.all()).toHaveLength(1);
  defined.define(gate('steep', 3));
  expect(own().map(({ id }) => id)).toEqual(['steep']);
  expect(defined.all().map(({ id }) => id)).toEqual(['steep']);
  defined.define(gate('STEEP-', 4));
  expect(own().map(({ id }) => id)).toEqual(['STEEP-']);
  expect(warnings).toEqual([]);
});

it('keeps what it knows when a kernel sends what is none', () => {
  const told = vi.fn();
  defined.onDidDefine(told);
  defined.define(gate('mine', 1, { aliases: ['gate'] }));
  defined.define(gate('relu', 1));
  defined.define(gate('other', 1, { aliases: ['gate', 'telu'] }));
  defined.define(gate('broken', 1, { forward: [] }));
  defined.define(gate('two', 1, { id: '2step' }));
  expect(defined.all().map(({ id }) => id)).toEqual(['mine']);
  expect(valueAt1('gate')).toBeCloseTo(sigmoidOf(1), 12);
  expect(told).toHaveBeenCalledTimes(1);
  expect(warnings).toHaveLength(4);
  expect(warnings[0]).toBe(
    'An activation is left out: The name "relu" is taken by ReLU, of the catalogue. Choose another, such as "myRelu".',
  );
});

it('knows them after a reload, with their reference and their parameters', () => {
  const parameters = [{ name: 'a', symbol: 'a', initial: 2, trainable: true, range: [0, 4] as const, above: 0.5 }];
  const reference = { text: 'Nobody, Nothing, 2031', url: 'https://arxiv.org/abs/3101.00001' };
  const forward = writeActivation(completeDefinition({ id: 'a', forward: x })).forward;
  defined.define(gate('mine', 2, { aliases: ['steep'], reference }));
  defined.define({ ...gate('gone', 2), forward });
  defined.forget(['gone']);
  defined.define({ ...gate('trained', 2), ...scaled(), parameters });
  for (const { id } of own()) forgetActivation(id);
  const after = create();
  expect(warnings).toEqual([]);
  expect(own().map(({ id }) => id)).toEqual(['mine', 'trained']);
  expect(after.all().map(({ id }) => id)).toEqual(['mine', 'trained']);
  expect(findActivation('steep')).toMatchObject({ id: 'mine', reference });
  expect(findActivation('trained')?.parameters).toEqual(parameters);
  expect(valueAt1('trained')).toBe(2);
});

it.each([
  ['no list', { mine: 1 }],
  ['nothing', [null, 1, 'x', {}]],
  ['another shape', [{ id: 'mine', title: 'Mine', formula: 'x' }]],
  ['a title that is none', [{ ...gate('mine', 1), title: 5 }]],
  ['an unknown primitive', [withPart({ kind: 'call', primitive: 'wobble', args: [0] })]],
  ['a part that is missing', [withPart({ kind: 'call', primitive: 'exp', args: [7] })]],
])('ignores %s in its memory', (_, stored) => {
  memory.kept.set('activationLab.definedActivations', stored);
  const after = create();
  expect(after.all()).toEqual([]);
  expect(own()).toEqual([]);
  after.define(gate('mine', 1));
  expect(valueAt1('mine')).toBeCloseTo(sigmoidOf(1), 12);
});

function withPart(part: unknown): unknown {
  return { ...gate('mine', 1), forward: [{ kind: 'variable' }, part] };
}

/** a·x */
function scaled(): Pick<WrittenActivation, 'forward'> {
  const parts = [
    { kind: 'variable' },
    { kind: 'parameter', name: 'a' },
    { kind: 'call', primitive: 'mul', args: [1, 0] },
  ] as const;
  return { forward: parts };
}
