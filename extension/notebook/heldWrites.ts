/** What a kernel says while its notebook is between two documents, to be written into the second. */
export class HeldWrites {
  private writes: (() => void)[] | undefined;
  private finish: () => void = () => undefined;
  private over: Promise<void> = Promise.resolve();

  hold(): void {
    if (this.writes) return;
    this.writes = [];
    this.over = new Promise((resolve) => {
      this.finish = resolve;
    });
  }

  /** False: it can be written now. */
  take(write: () => void): boolean {
    this.writes?.push(write);
    return this.writes !== undefined;
  }

  release(): void {
    const writes = this.writes ?? [];
    this.writes = undefined;
    for (const write of writes) write();
    this.finish();
  }

  /** There is no second document. */
  drop(): void {
    this.writes = undefined;
    this.finish();
  }

  /** Resolves when nothing is held any more. */
  released(): Promise<void> {
    return this.over;
  }
}
