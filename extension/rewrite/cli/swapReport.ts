import { createTwoFilesPatch } from 'diff';
import { titleOf } from '../activationNames';
import type { FileSite } from '../swapFile';
import type { SwapArguments } from './swapArguments';
import type { SwapResult } from './swapOnDisk';

/** As `git apply` and `patch -p1` read it. */
export function printPatch({ file, before, after, changes }: SwapResult): void {
  if (!changes) return;
  const patch = createTwoFilesPatch(`a/${file}`, `b/${file}`, before, after, undefined, undefined, { context: 3 });
  // Its first line is a ruler that only Subversion knows.
  process.stdout.write(patch.replace(/^=+\n/, ''));
}

/** One line for each site, as compilers write them, so that a terminal makes a link of it. */
export function printSites(results: readonly SwapResult[], print: (line: string) => void): void {
  for (const { file, sites } of results) {
    for (const site of sites) {
      const words = { safe: 'safe', unsafe: 'look first', none: 'left alone' }[site.applicability];
      print(`${placeOf(file, site)}: ${words}: ${site.text}${site.reason ? ` (${site.reason})` : ''}`);
    }
  }
}

export function printSum(results: readonly SwapResult[], searched: number, { from, to, mode }: SwapArguments): void {
  const changed = results.filter(({ changes }) => changes).length;
  const verb = mode === 'write' ? 'replaced' : 'to replace';
  const swap = `${titleOf(from)} → ${titleOf(to)}`;
  const others = counted(results, 'unsafe') + counted(results, 'none');
  const rest = others > 0 ? `; ${others} listed above need a person` : '';
  console.log(
    `${swap}: ${counted(results, 'safe')} ${verb} in ${plural(changed, 'file')} of ${searched} searched${rest}.`,
  );
  if (mode === 'list' && changed > 0) console.log('Nothing was written: --write does it, --diff shows it.');
}

export function printJson(results: readonly SwapResult[], searched: number, { from, to, mode }: SwapArguments): void {
  const files = results.map(({ file, changes, sites, failure }) => {
    return { file, changes, sites, ...(failure !== undefined && { failure }) };
  });
  console.log(JSON.stringify({ from, to, written: mode === 'write', searched, files }, null, 2));
}

function placeOf(file: string, { line, column, cell }: FileSite): string {
  return cell === undefined ? `${file}:${line}:${column}` : `${file}:cell ${cell}:${line}:${column}`;
}

function counted(results: readonly SwapResult[], applicability: FileSite['applicability']): number {
  return results.flatMap(({ sites }) => sites).filter((site) => site.applicability === applicability).length;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
