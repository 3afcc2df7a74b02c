import { statSync } from 'node:fs';
import type { Uri } from 'vscode';

/** Between the writing of a file and the opening of it as a document, also on a slow disk. */
const limitMs = 5000;

/** Whether a file was written a moment ago: what is saved under another name is written, then opened. */
export function isJustWritten({ scheme, fsPath }: Pick<Uri, 'scheme' | 'fsPath'>, now = Date.now()): boolean {
  if (scheme !== 'file') return false;
  const written = statSync(fsPath, { throwIfNoEntry: false })?.mtimeMs;
  return written !== undefined && Math.abs(now - written) < limitMs;
}
