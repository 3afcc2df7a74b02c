import type { KernelEvents } from '../../kernels/notebook/wire';

/** Which run has shown a display: a cell may update what an earlier one has shown, and it changes where it stands. */
export class DisplayOwners {
  private readonly owners = new Map<string, string | null>();

  ownerOf({ executionId, displayId, update }: KernelEvents['display']): string | null {
    if (displayId === undefined) return executionId;
    if (!update) this.owners.set(displayId, executionId);
    return this.owners.get(displayId) ?? executionId;
  }

  forget(executionId: string): void {
    for (const [display, owner] of this.owners) if (owner === executionId) this.owners.delete(display);
  }
}
