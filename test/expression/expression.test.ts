import { setTimeout as after } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import * as e from '../../kernels/expression/build';
import { type Expression, identityOf } from '../../kernels/expression/expression';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

const scaled = (factor: number) => e.mul(factor, e.tanh(e.x));

it('is the same object for as long as it is held', async () => {
  const held = scaled(3.25);
  const identity = identityOf(held);
  collect();
  await after(20);
  expect(scaled(3.25)).toBe(held);
  expect(identityOf(scaled(3.25))).toBe(identity);
});

it('goes when nobody holds it, and comes back under another number', async () => {
  const make = (): [WeakRef<Expression>, number] => {
    const expression = scaled(7.75);
    return [new WeakRef(expression), identityOf(expression)];
  };
  const [gone, identity] = make();
  // A weak reference holds until its turn of the loop ends.
  for (let turn = 0; turn < 20 && gone.deref(); turn++) {
    await after(5);
    collect();
  }
  expect(gone.deref()).toBeUndefined();
  const again = scaled(7.75);
  expect(identityOf(again)).not.toBe(identity);
  expect(scaled(7.75)).toBe(again);
});
