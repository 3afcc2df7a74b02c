import { describe, expect, it } from 'vitest';
import type { ActivationId } from '../../extension/rewrite/activationNames';
import type { Detection, Verdict } from '../../extension/rewrite/detection';
import { planSwap } from '../../extension/rewrite/edits';
import { cellSource, fileSource, type RewriteLanguage, type Source } from '../../extension/rewrite/source';
import { applyEdits } from '../../extension/rewrite/textEdits';
import { parsers } from './parsers';
import { type SwapPair, swapPairs } from './swapPairs';

/** Frameworks to come. The list may only shrink: a pair that works must leave it. */
const notYetSupported: readonly string[] = [
  ...['jx-001', 'jx-002', 'jx-003', 'jx-005', 'jx-007', 'jx-008', 'jx-010', 'jx-011', 'jx-012'],
  ...['ke-001', 'ke-004', 'ke-006', 'ke-007', 'ke-009', 'ke-011', 'ke-012', 'ke-013', 'nb-002'],
  ...['tf-001', 'tf-003'],
];

function sourcesOf({ lang, before }: SwapPair): Source[] {
  if (lang !== 'notebook') {
    return [fileSource(before, lang as RewriteLanguage)];
  }
  const notebook: { cells: { cell_type: string; source: string[] }[] } = JSON.parse(before);
  const cells = notebook.cells.filter(({ cell_type }) => cell_type === 'code').map(({ source }) => source.join(''));
  return cells.map((cell, i) => cellSource(cells.slice(0, i), cell, 'python'));
}

/** As the command over a file would do it for 'safe'; as a person who picks every site for 'unsafe'. */
async function swapAll(pair: SwapPair): Promise<string | null> {
  const isChosen = ({ activation }: Detection, { applicability }: Verdict) =>
    activation === pair.from &&
    (applicability === 'safe' || (applicability === 'unsafe' && pair.applicability !== 'safe'));
  let changed: string | null = null;
  for (const source of sourcesOf(pair)) {
    const { edits } = await planSwap(parsers, source, isChosen, pair.to as ActivationId);
    changed = edits.length > 0 ? applyEdits(source.text, edits) : changed;
  }
  return changed;
}

describe('swap pairs', () => {
  for (const pair of swapPairs) {
    const isAwaited = notYetSupported.includes(pair.id);
    it(`${pair.id}: ${pair.framework}, ${pair.from} → ${pair.to}, ${isAwaited ? 'not yet supported' : pair.applicability}`, async () => {
      expect(await swapAll(pair)).toBe(isAwaited ? null : pair.after);
      if (isAwaited) {
        expect(pair.after, 'a pair that works must leave the list').not.toBeNull();
      }
    });
  }
});
