import { beforeEach, expect, it, vi } from 'vitest';
import type * as vscode from 'vscode';
import { DefinedActivations } from '../../extension/panels/definedActivations';
import { DerivativesPanel } from '../../extension/panels/derivativesPanel';
import { getActivation } from '../../kernels/activations';
import { completeDefinition } from '../../kernels/activations/defineActivation';
import { writeActivation } from '../../kernels/activations/writtenActivation';
import { editor, type FakePanel, resetEditor } from './fakeVscode';
import { MemoryMemento } from './memoryMemento';

vi.mock('vscode', async () => (await import('./fakeVscode')).fakeVscode());

const { forward } = getActivation('silu');
const mine = writeActivation(completeDefinition({ id: 'mine', title: 'Mine', forward }));
let defined: DefinedActivations;
let derivatives: DerivativesPanel;

beforeEach(() => {
  resetEditor();
  defined = new DefinedActivations(new MemoryMemento(), () => {});
  derivatives = new DerivativesPanel('ext' as unknown as vscode.Uri, defined);
});

function panel(): FakePanel {
  const open = editor.panels.at(-1);
  if (!open) throw new Error('no panel is open');
  return open;
}

it('opens nothing by itself when a cell defines an activation, and knows it once it is opened', () => {
  defined.define(mine);
  expect(editor.panels).toEqual([]);
  derivatives.show(['mine']);
  panel().say('ready');
  expect(panel().sent).toEqual([
    { method: 'hydrate', params: [[mine]] },
    { method: 'show', params: [['mine']] },
  ]);
});

it('tells an open page at once, and a page that comes back everything', () => {
  derivatives.show();
  panel().say('ready');
  defined.define(mine);
  const steeper = { ...mine, title: 'Mine, steeper' };
  defined.define(steeper);
  expect(panel().sent.slice(-2)).toEqual([
    { method: 'define', params: [mine] },
    { method: 'define', params: [steeper] },
  ]);
  panel().say('ready');
  expect(panel().sent.at(-2)).toEqual({ method: 'hydrate', params: [[steeper]] });
});
