import { describe, expect, it } from 'vitest';
import type { ActivationId } from '../../extension/rewrite/activationNames';
import type { Detection, Verdict } from '../../extension/rewrite/detection';
import { planSwap } from '../../extension/rewrite/edits';
import { cellSource, fileSource, type RewriteLanguage, type Source } from '../../extension/rewrite/source';
import { applyEdits } from '../../extension/rewrite/textEdits';
import { parsers } from './parsers';
import { type SwapPair, swapPairs } from './swapPairs';

/** Frameworks to come. The list may only shrink: a pair that works must leave it. */
const notYetSupported: readonly string[] = ['hf-001', 'hf-003', 'hf-004'];

interface Notebook {
  cells: { cell_type: string; source: string[] }[];
}

/** As the command over a file would do it for 'safe'; as a person who picks every site for 'unsafe'. */
async function swapped(pair: SwapPair, source: Source): Promise<string | null> {
  const isChosen = ({ activation }: Detection, { applicability }: Verdict) =>
    activation === pair.from &&
    (applicability === 'safe' || (applicability === 'unsafe' && pair.applicability !== 'safe'));
  const { edits } = await planSwap(parsers, source, isChosen, pair.to as ActivationId);
  return edits.length > 0 ? applyEdits(source.text, edits).slice(source.editableFrom) : null;
}

/** Each cell sees those before it as they are by then. */
async function swapNotebook(pair: SwapPair): Promise<string | null> {
  const notebook: Notebook = JSON.parse(pair.before);
  const earlier: string[] = [];
  let isChanged = false;
  for (const cell of notebook.cells.filter(({ cell_type }) => cell_type === 'code')) {
    const text = cell.source.join('');
    const result = await swapped(pair, cellSource(earlier, text, 'python'));
    isChanged ||= result !== null;
    cell.source = (result ?? text).split(/(?<=\n)/);
    earlier.push(result ?? text);
  }
  return isChanged ? `${JSON.stringify(notebook, null, 1)}\n` : null;
}

async function swapAll(pair: SwapPair): Promise<string | null> {
  if (pair.lang === 'json') {
    return null;
  }
  return pair.lang === 'notebook'
    ? swapNotebook(pair)
    : swapped(pair, fileSource(pair.before, pair.lang as RewriteLanguage));
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
