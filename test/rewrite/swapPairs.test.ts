import { describe, expect, it } from 'vitest';
import type { ActivationId } from '../../extension/rewrite/activationNames';
import { detect } from '../../extension/rewrite/detect';
import type { Detection, Verdict } from '../../extension/rewrite/detection';
import { judgeSwaps, planSwap } from '../../extension/rewrite/edits';
import { cellSource, fileSource, type RewriteLanguage, type Source } from '../../extension/rewrite/source';
import { applyEdits } from '../../extension/rewrite/textEdits';
import { parsers } from './parsers';
import { type SwapPair, swapPairs } from './swapPairs';

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
  return pair.lang === 'notebook'
    ? swapNotebook(pair)
    : swapped(pair, fileSource(pair.before, pair.lang as RewriteLanguage));
}

describe('swap pairs', () => {
  for (const pair of swapPairs) {
    it(`${pair.id}: ${pair.framework}, ${pair.from} → ${pair.to}, ${pair.applicability}`, async () => {
      expect(await swapAll(pair)).toBe(pair.after);
    });
  }
});

/** The menu judges without planning all that changes around a site: what it offers must come out as edits. */
describe('what the menu offers', () => {
  const files = swapPairs.filter(({ lang }) => lang !== 'notebook');
  it.each(files.map(({ id, before, lang }) => [id, before, lang] as const))('%s', async (_, before, lang) => {
    const source = fileSource(before, lang as RewriteLanguage);
    const menus: [Detection, ReadonlyMap<ActivationId, Verdict>][] = [];
    for (const { start } of await detect(parsers, source)) {
      const judged = await judgeSwaps(parsers, source, (all) => all.find((each) => each.start === start));
      if (judged) menus.push([judged.detection, judged.verdicts]);
    }
    for (const [{ start }, verdicts] of menus) {
      for (const [target, { applicability }] of verdicts) {
        const { edits } = await planSwap(parsers, source, (each) => each.start === start, target);
        expect([target, edits.length > 0]).toEqual([target, applicability !== 'none']);
      }
    }
  });
});
