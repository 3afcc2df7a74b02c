import { close, open, url } from 'node:inspector';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import remapping from '@jridgewell/remapping';
import type { Source } from '../errors/sources';
import { slot } from '../threads';
import { cellFile, cellFolder } from './cellFile';

/** No such files exist: a debugger needs paths, and whoever attaches it turns them into cells again. */
const folder = join(tmpdir(), cellFolder);

/** The inspector for a debugger, open only while one is wanted, and cells in the form that a debugger understands. */
export class Debugging {
  constructor(private readonly slots: Int32Array) {}

  /** On a port that the system chooses, for this machine alone. */
  open(): string {
    if (url() === undefined) open(0, '127.0.0.1');
    Atomics.store(this.slots, slot.debugged, 1);
    return url() ?? '';
  }

  close(): void {
    Atomics.store(this.slots, slot.debugged, 0);
    if (url() !== undefined) close();
  }

  /** While a debugger may look: names the cell's own text, so that breakpoints in it are met. */
  annotate(code: string, { cellId, text, maps }: Source): string {
    if (url() === undefined || cellId === undefined) return code;
    const map = { ...remapping(maps, () => null), sources: [pathToFileURL(join(folder, cellFile(cellId))).href] };
    const encoded = Buffer.from(JSON.stringify({ ...map, sourcesContent: [text] })).toString('base64');
    return `${code}\n//# sourceMappingURL=data:application/json;base64,${encoded}`;
  }
}
