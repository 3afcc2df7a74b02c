import type { Request } from './channels';

/** What a client sent together with a cell that fails at once may still be on its way: this long it is waited for. */
const arrivalMs = 15;

/** Requests of the shell channel, one after the other. */
export class ShellQueue {
  private readonly waiting: Request[] = [];
  private readonly aborted = new WeakSet<Request>();
  private busy = false;

  constructor(private readonly serve: (request: Request) => Promise<void>) {}

  add(request: Request): void {
    this.waiting.push(request);
    if (!this.busy) void this.run();
  }

  /** A cell has failed: those that wait behind it are not to run. */
  async abortWaiting(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, arrivalMs));
    for (const request of this.waiting) this.aborted.add(request);
  }

  isAborted(request: Request): boolean {
    return this.aborted.has(request);
  }

  private async run(): Promise<void> {
    this.busy = true;
    for (let next = this.waiting.shift(); next; next = this.waiting.shift()) await this.serve(next);
    this.busy = false;
  }
}
