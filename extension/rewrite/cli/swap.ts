import path from 'node:path';
import { learnActivation } from '../../../kernels/activations/writtenActivation';
import { activationsDefinedIn } from '../../../kernels/cli/activationsDefinedIn';
import type { Subcommand } from '../../../kernels/cli/subcommand';
import { loadParsers, type Parsers } from '../grammars';
import { findFiles } from './findFiles';
import { readSwapArguments, resolved, type StandardInput, type SwapArguments, usage } from './swapArguments';
import { type SwapResult, swapOnDisk } from './swapOnDisk';
import { swapOnStdin } from './swapOnStdin';
import { printJson, printPatch, printSites, printSum } from './swapReport';

export const summary: Subcommand['summary'] = 'Swap one activation for another in files and folders.';

const exitUsage = 2;

export const main: Subcommand['main'] = async (words) => {
  let options: SwapArguments | null;
  try {
    const given = readSwapArguments(words);
    for (const file of given?.activations ?? []) {
      if (!(await learnFrom(file))) return exitUsage;
    }
    options = given && resolved(given);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`);
    return exitUsage;
  }
  if (options) return options.stdin ? runOnStdin(options.stdin, options) : run(options);
  console.log(usage);
  return 0;
};

/** False, and said, where the file does not run. */
async function learnFrom(file: string): Promise<boolean> {
  try {
    const defined = await activationsDefinedIn(file, path.join(__dirname, '..', 'kernel'));
    for (const activation of defined) learnActivation(activation);
    if (defined.length === 0) console.error(`${file}: it defines no activation: nothing in it calls defineActivation.`);
    return defined.length > 0;
  } catch (error) {
    console.error(`${file}: ${error instanceof Error ? error.message : error}`);
    return false;
  }
}

function builtParsers(): Parsers {
  return loadParsers(path.join(__dirname, '..', 'extension', 'grammars'));
}

/** What a person must look at goes to the terminal, beside the text that goes through. */
async function runOnStdin(stdin: StandardInput, options: SwapArguments): Promise<number> {
  const result = await swapOnStdin(builtParsers(), stdin, options);
  const { failure, skipped, after, sites } = result;
  if (failure ?? skipped) console.error(`${stdin.name}: ${failure ?? skipped}`);
  if (options.asJson) printJson([result], 1, options);
  else if (options.mode === 'diff') printPatch(result);
  else if (options.mode === 'check') printSites([result], console.log);
  else if (!failure) process.stdout.write(after);
  if (options.mode === 'print') {
    printSites([{ ...result, sites: sites.filter(({ applicability }) => applicability !== 'safe') }], console.error);
  }
  return exitCode([result], [], options);
}

async function run(options: SwapArguments): Promise<number> {
  const { files, missing } = await findFiles(options.paths);
  for (const each of missing) console.error(`${each}: there is no such file or folder, and as a glob it matches none.`);
  const parsers = builtParsers();
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
    printSites(results, console.log);
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
