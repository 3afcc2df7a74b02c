import { buffer } from 'node:stream/consumers';
import type { Parsers } from '../grammars';
import { swapFile } from '../swapFile';
import type { StandardInput, SwapArguments } from './swapArguments';
import { decodeText, type SwapResult } from './swapOnDisk';

/** Swaps in what an editor or a hook pipes in. */
export async function swapOnStdin(
  parsers: Parsers,
  { name: file, readAs }: StandardInput,
  { from, to }: SwapArguments,
): Promise<SwapResult> {
  const before = decodeText(await buffer(process.stdin));
  if (before === null) {
    const failure = 'Standard input is not text in UTF-8. Convert it first.';
    return { file, before: '', after: '', changes: false, sites: [], failure };
  }
  const { text: after, sites, skipped } = await swapFile(parsers, readAs, before, { from, to });
  return { file, before, after, changes: after !== before, sites, ...(skipped !== undefined && { skipped }) };
}
