import { expect, it } from 'vitest';
import { planSwap } from '../../extension/rewrite/edits';
import { fileSource } from '../../extension/rewrite/source';
import { applyEdits, joinByPlace } from '../../extension/rewrite/textEdits';
import { parsers } from './parsers';

const head = 'import torch\nfrom torch import nn\nimport torch.nn.functional as F\n';

async function joined(code: string, target: string) {
  const { edits } = await planSwap(parsers, fileSource(code, 'python'), () => true, target);
  return { edits, joined: joinByPlace(code, edits), after: applyEdits(code, edits) };
}

it('makes one edit of a new name and of the argument that goes with the old one', async () => {
  const code = `${head}act = nn.LeakyReLU(0.2, inplace=True)\nother = nn.LeakyReLU(0.1)\n`;
  const { edits, joined: together, after } = await joined(code, 'relu');
  expect(edits.length).toBeGreaterThan(2);
  expect(together.map(({ start, end, newText }) => [code.slice(start, end), newText])).toEqual([
    ['LeakyReLU(0.2, ', 'ReLU('],
    ['LeakyReLU(0.1', 'ReLU('],
  ]);
  expect(applyEdits(code, together)).toBe(after);
});

it('makes one edit of places that stand in one another', async () => {
  const code = `${head}y = f(x).relu().relu()\n`;
  const { joined: together, after } = await joined(code, 'gelu');
  expect(together.filter(({ place }) => place !== undefined)).toHaveLength(1);
  expect(applyEdits(code, together)).toBe(after);
});

it('leaves definitions and imports apart, and says which they are', async () => {
  const code = `${head}act = nn.ReLU()\ny = F.relu(x)\n`;
  const { joined: together, after } = await joined(code, 'telu');
  expect(together.map(({ isAround = false, place }) => [isAround, place !== undefined])).toContainEqual([true, false]);
  expect(together.filter(({ place }) => place !== undefined)).toHaveLength(2);
  expect(applyEdits(code, together)).toBe(after);
});
