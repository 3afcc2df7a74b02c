import { appendFileSync, truncateSync } from 'node:fs';

/** More of one cell is not kept: a loop that prints for ever must not fill the disk. */
const largestBytes = 256 * 1024 * 1024;

/** A file that holds all that a cell has printed, whole at any moment: who opens it need not wait for the end. */
export class FullLog {
  private bytes = 0;
  private hasOpenLine = false;
  /** Why the file does not hold everything. */
  incomplete: string | undefined;

  constructor(readonly path: string) {}

  /** @param open the line that is still being written: it stands at the end until more comes. */
  write(ended: string, open: string): void {
    if (this.incomplete) return;
    try {
      if (this.hasOpenLine) truncateSync(this.path, this.bytes);
      appendFileSync(this.path, ended + open, { mode: 0o600 });
      this.bytes += Buffer.byteLength(ended);
      this.hasOpenLine = open !== '';
      if (this.bytes > largestBytes) this.incomplete = 'it holds the first 256 MB';
    } catch (error) {
      this.incomplete = `it could not be written to its end: ${error instanceof Error ? error.message : error}`;
    }
  }
}
