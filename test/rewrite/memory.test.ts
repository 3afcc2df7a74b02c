import { expect, it } from 'vitest';
import { detect } from '../../extension/rewrite/detect';
import { fileSource } from '../../extension/rewrite/source';
import { parsers } from './parsers';

/** What the parser allocates with: nothing but freeing by hand gives any of it back. */
const memories: WebAssembly.Memory[] = [];
WebAssembly.Memory = class extends WebAssembly.Memory {
  constructor(descriptor: WebAssembly.MemoryDescriptor) {
    super(descriptor);
    memories.push(this);
  }
};

it('frees the trees of the texts before: after sixty long ones its memory is what it was after six', async () => {
  const parseTexts = async (count: number): Promise<number> => {
    for (let i = 0; i < count; i++) {
      // Each another text, since the tree of the last one is kept.
      const text = `import torch\nfrom torch import nn\n${`act${i} = nn.ReLU()\n`.repeat(2000)}`;
      expect(await parsers.withTree(fileSource(text, 'python'), ({ root }) => root.namedChildCount)).toBe(2002);
    }
    return memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
  };
  const before = await parseTexts(6);
  expect(before).toBeGreaterThan(1e6);
  expect(await parseTexts(60)).toBe(before);
}, 120_000);

it('finds the sites of twenty thousand lines', async () => {
  const text = `import torch\nfrom torch import nn\n${'act = nn.ReLU()\n'.repeat(20_000)}`;
  expect(await detect(parsers, fileSource(text, 'python'))).toHaveLength(20_000);
}, 120_000);
