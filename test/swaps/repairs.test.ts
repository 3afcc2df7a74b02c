import { beforeAll, describe, expect, it } from 'vitest';
import { findDefects } from '../../extension/rewrite/defects';
import { fileSource } from '../../extension/rewrite/source';
import { applyEdits } from '../../extension/rewrite/textEdits';
import { parsers } from '../rewrite/parsers';
import { hasModule, runCases, type SwapCase, swapCase } from './pythonRun';

/** Quick fixes of xIELU modules: after the repair the same values come out, and every parameter is registered and trains. */

const start = '    def __init__(self):\n        super().__init__()\n        self.act = nn.ReLU()\n\n';
const program = `import torch\nfrom torch import nn\n\n\nclass Net(nn.Module):\n${start}    def forward(self, x):\n        return self.act(x)\n`;
const made = start.replace('nn.ReLU', 'XIELU');

/** What a person may have written, from the program that a swap makes of `program`. */
const broken: readonly [name: string, from: string, to: string][] = [
  [
    'made inside forward',
    `${made}    def forward(self, x):\n        return self.act(x)`,
    `${made.replace('self.act = XIELU()', 'self.scale = 1.0')}    def forward(self, x):\n        return XIELU()(x)`,
  ],
  [
    'made inside forward, in a class without __init__',
    `${made}    def forward(self, x):\n        return self.act(x)`,
    '    def forward(self, x):\n        return XIELU()(x)',
  ],
  ['called in two places', 'return self.act(x)', 'return 0.5 * (self.act(x) + self.act(x))'],
];

describe.skipIf(!hasModule('torch'))('a repaired xIELU (skipped where Python has no torch)', () => {
  const cases: SwapCase[] = [];
  let failures: Map<string, readonly string[]>;

  beforeAll(async () => {
    const swapped = await swapCase('xIELU', 'xielu', program);
    if (typeof swapped === 'string') throw new Error(swapped);
    for (const [id, from, to] of broken) {
      const text = swapped.text.replace(from, to);
      const [defect] = await findDefects(parsers, fileSource(text, 'python'));
      cases.push({ ...swapped, id, text: applyEdits(text, defect?.fix?.edits ?? []) });
    }
    failures = runCases('pytorch.py', cases);
  });

  it.each(broken)('%s', (id) => {
    expect(failures.get(id), cases.find((each) => each.id === id)?.text).toEqual([]);
  });
});
