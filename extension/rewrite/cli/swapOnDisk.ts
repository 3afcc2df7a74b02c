import { chmod, readFile, stat } from 'node:fs/promises';
import { writeAtomically } from '../../../kernels/cli/writeAtomically';
import type { Parsers } from '../grammars';
import { type FileSite, swapFile } from '../swapFile';
import type { SwapArguments } from './swapArguments';

export interface SwapResult {
  readonly file: string;
  readonly before: string;
  readonly after: string;
  readonly changes: boolean;
  readonly sites: readonly FileSite[];
  /** Why it could not be read or written. */
  readonly failure?: string;
  /** Why it was not searched. */
  readonly skipped?: string;
}

/** Swaps in one file; writes it only where the arguments ask for that. */
export async function swapOnDisk(
  parsers: Parsers,
  file: string,
  { from, to, mode }: SwapArguments,
): Promise<SwapResult> {
  const nothing = { file, before: '', after: '', changes: false, sites: [] };
  try {
    const before = decodeText(await readFile(file));
    if (before === null) return { ...nothing, skipped: 'It is not text in UTF-8.' };
    const { text: after, sites, skipped } = await swapFile(parsers, file, before, { from, to });
    if (mode === 'write' && after !== before) await write(file, after);
    return { file, before, after, changes: after !== before, sites, ...(skipped !== undefined && { skipped }) };
  } catch (error) {
    return { ...nothing, failure: explain(error) };
  }
}

/** A file in another encoding would come back broken: null. */
export function decodeText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** A script that may be executed stays one. */
async function write(file: string, text: string): Promise<void> {
  const { mode } = await stat(file);
  await writeAtomically(file, text);
  await chmod(file, mode);
}

function explain(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EACCES' || code === 'EPERM') return 'No permission. Change the rights of the file, or leave it out.';
  if (code === 'ENOSPC') return 'The disk is full; the file is as it was. Free some space and run again.';
  if (code === 'EROFS') return 'It lies on a file system that cannot be written.';
  return error instanceof Error ? error.message : String(error);
}
