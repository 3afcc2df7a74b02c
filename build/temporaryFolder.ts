import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A new empty folder that is gone, with all in it, when this process ends. */
export function temporaryFolder(purpose: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), `activation-lab-${purpose}-`));
  process.once('exit', () => removeFolder(folder));
  return folder;
}

/** Earlier than at the end; a process that has just ended may still hold a file for a moment. */
export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
