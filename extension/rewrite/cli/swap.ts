import path from 'node:path';
import type { Subcommand } from '../../../kernels/cli/subcommand';
import { loadParsers } from '../grammars';
import { findFiles } from './findFiles';
import { readSwapArguments, type SwapArguments, usage } from './swapArguments';
import { type SwapResult, swapOnDisk } from './swapOnDisk';
import { printJson, printPatch, printSites, printSum } from './swapReport';

export const summary: Subcommand['summary'] = 'Swap one activation for another in files and folders.';

const exitUsage = 2;

export const main: Subcommand['main'] = async (words) => {
  let options: SwapArguments | null;
  try {
    options = readSwapArguments(words);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`);
    return exitUsage;
  }
  if (options) return run(options);
  console.log(usage);
  return 0;
};

async function run(options: SwapArguments): Promise<number> {
  const { files, missing } = await findFiles(options.paths);
  for (const each of missing) console.error(`${each}: there is no such file or folder, and as a glob it matches none.`);
  const parsers = loadParsers(path.join(__dirname, '..', 'extension', 'grammars'));
  const results: SwapResult[] = [];
  for (const file of files) {
    const result = await swapOnDisk(parsers, file, options);
    if (result.failure) console.error(`${file}: ${result.failure}`);
    if (options.mode === 'diff' && !options.asJson) printPatch(result);
    // A large folder is not kept in memory: of what did not change only the count matters.
    if (result.sites.length > 0 || result.failure) results.push(options.mode === 'diff' ? result : withoutText(result));
  }
  if (options.asJson) printJson(results, files.length, options);
  else if (options.mode !== 'diff') {
    printSites(results);
    printSum(results, files.length, options);
  }
  return exitCode(results, missing, options);
}

function withoutText(result: SwapResult): SwapResult {
  return { ...result, before: '', after: '' };
}

function exitCode(results: readonly SwapResult[], missing: readonly string[], { mode }: SwapArguments): number {
  if (missing.length > 0 || results.some(({ failure }) => failure)) return exitUsage;
  return mode === 'check' && results.some(({ changes }) => changes) ? 1 : 0;
}
