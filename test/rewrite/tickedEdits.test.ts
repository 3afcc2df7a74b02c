import { describe, expect, it } from 'vitest';
import { planSwap } from '../../extension/rewrite/edits';
import { fileSource } from '../../extension/rewrite/source';
import { applyEdits } from '../../extension/rewrite/textEdits';
import { completed, tickedIn } from '../../extension/rewrite/tickedEdits';
import { parsers } from './parsers';

const before = `import torch.nn.functional as F
from torch import nn


class Net(nn.Module):
    def __init__(self):
        self.act = nn.ReLU()

    def forward(self, x):
        return F.relu(F.relu(self.act(x)))
`;

async function edits() {
  return (await planSwap(parsers, fileSource(before, 'python'), () => true, 'telu')).edits;
}

describe('what was ticked', () => {
  it('is read from the text, for every choice', async () => {
    const all = await edits();
    for (let choice = 0; choice < 2 ** all.length; choice++) {
      const ticked = all.map((_, i) => (choice & (1 << i)) !== 0);
      const after = applyEdits(
        before,
        all.filter((_, i) => ticked[i]),
      );
      expect(tickedIn(before, all, after)).toEqual(ticked);
    }
  });

  it('is not guessed where the text has changed besides', async () => {
    expect(tickedIn(before, await edits(), `${before}# more\n`)).toBeNull();
    expect(tickedIn(before, await edits(), before.replace('class Net', 'class Other'))).toBeNull();
  });
});

describe('what is ticked in part', () => {
  async function written(
    isTicked: (text: string, isAround: boolean) => boolean,
    needsAdditions = true,
  ): Promise<string> {
    const all = await edits();
    const ticked = all.map(({ start, end, newText, isAround = false }) =>
      isTicked(before.slice(start, end) + newText, isAround),
    );
    return applyEdits(before, completed(all, ticked, needsAdditions));
  }

  it('gets its definitions and imports', async () => {
    const text = await written((change, isAround) => !isAround && change.includes('ReLU'));
    expect(text).toContain('class TeLU(nn.Module)');
    expect(text).toContain('import torch\n');
    expect(text).toContain('self.act = TeLU()');
    expect(text).toContain('return F.relu(F.relu(self.act(x)))');
  });

  it('keeps the imports of what was left', async () => {
    expect(await written((change) => !change.startsWith('F.relu'))).toContain('import torch.nn.functional as F');
  });

  it('is all that there was to do, or nothing', async () => {
    expect(await written(() => true)).toBe(applyEdits(before, await edits()));
    expect(await written(() => false, false)).toBe(before);
  });
});
