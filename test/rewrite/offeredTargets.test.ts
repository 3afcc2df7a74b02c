import { expect, it, vi } from 'vitest';
import { targetsFor } from '../../extension/rewrite/activationNames';
import { offeredTargets } from '../../extension/rewrite/offeredTargets';
import { forgetActivation } from '../../kernels/activations';
import { defineOwnActivations } from '../support/ownActivations';

let setting = '';
vi.mock('vscode', () => ({ workspace: { getConfiguration: () => ({ get: () => setting }) } }));

it('offers what the setting names, one’s own among them, in the order of the menu', () => {
  defineOwnActivations();
  setting = 'leaky-relu, leanGate, Mine, TeLU, what nobody knows';
  expect(offeredTargets('relu')).toEqual(['telu', 'mine', 'lean_gate', 'leaky_relu']);
  expect(offeredTargets('mine')).toEqual(['telu', 'lean_gate', 'leaky_relu']);
  forgetActivation('mine');
  expect(offeredTargets('relu')).toEqual(['telu', 'lean_gate', 'leaky_relu']);
});

it('offers all where the setting names none that there is', () => {
  for (setting of ['', 'what nobody knows']) expect(offeredTargets('relu')).toEqual(targetsFor('relu'));
});
