import { randomUUID } from 'node:crypto';
import type { DisplayHandle, MimeBundle } from '../../lab/host';
import type { KernelEvents } from '../wire';

/** A display that is updated in a tight loop is sent this often. */
const updateMs = 33;

type Send = (display: KernelEvents['display']) => void;

/** Displays that change in place; the newest content always arrives, those in between may be skipped. */
export class Displays {
  private readonly pending = new Map<string, () => void>();

  constructor(private readonly send: Send) {}

  /** The value of a cell. */
  result(executionId: string, bundle: MimeBundle): void {
    this.send({ executionId, bundle, update: false, isResult: true });
  }

  show(executionId: string | null, bundle: MimeBundle, displayId: string = randomUUID()): DisplayHandle {
    this.send({ executionId, bundle, displayId, update: false });
    return this.handle(executionId, displayId);
  }

  /** Updates a display that was shown under an id. */
  handle(executionId: string | null, displayId: string): DisplayHandle {
    let lastSent = performance.now();
    const sendUpdate = (latest: MimeBundle) => {
      lastSent = performance.now();
      this.pending.delete(displayId);
      this.send({ executionId, bundle: latest, displayId, update: true });
    };
    return {
      update: (latest) => {
        if (performance.now() - lastSent >= updateMs) return sendUpdate(latest);
        if (!this.pending.has(displayId)) setTimeout(() => this.pending.get(displayId)?.(), updateMs).unref();
        this.pending.set(displayId, () => sendUpdate(latest));
      },
    };
  }

  /** At the end of a cell: what it showed last must stand before it is done. */
  flush(): void {
    for (const send of [...this.pending.values()]) send();
  }
}
