import { randomUUID } from 'node:crypto';
import type { DisplayHandle, MimeBundle } from '../../lab/host';
import type { KernelEvents } from '../wire';

/** A display that is updated in a tight loop is sent this often. */
const updateMs = 33;

type Send = (display: KernelEvents['display']) => void;

/** Displays that change in place; the newest content always arrives, those in between may be skipped. */
export class Displays {
  private readonly pending = new Map<string, () => void>();
  private readonly lastSent = new Map<string, number>();

  constructor(private readonly send: Send) {}

  /** The value of a cell, behind all that the cell has shown before. */
  result(executionId: string, bundle: MimeBundle): void {
    this.flush();
    this.send({ executionId, bundle, update: false, isResult: true });
  }

  show(executionId: string | null, bundle: MimeBundle, displayId: string = randomUUID()): DisplayHandle {
    this.lastSent.set(displayId, performance.now());
    this.send({ executionId, bundle, displayId, update: false });
    return { update: (latest) => this.update(executionId, latest, displayId) };
  }

  /** Replaces what is shown under an id. */
  update(executionId: string | null, bundle: MimeBundle, displayId: string): void {
    const send = () => {
      this.lastSent.set(displayId, performance.now());
      this.pending.delete(displayId);
      this.send({ executionId, bundle, displayId, update: true });
    };
    const isDue = performance.now() - (this.lastSent.get(displayId) ?? 0) >= updateMs;
    if (isDue) send();
    else this.postpone(displayId, send);
  }

  /** At the end of a cell: what it showed last must stand before it is done. */
  flush(): void {
    for (const send of [...this.pending.values()]) send();
    this.lastSent.clear();
  }

  private postpone(displayId: string, send: () => void): void {
    if (!this.pending.has(displayId)) setTimeout(() => this.pending.get(displayId)?.(), updateMs).unref();
    this.pending.set(displayId, send);
  }
}
