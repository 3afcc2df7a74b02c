import type { KernelEvents } from '../notebook/wire';

const clearLine = '\r\x1b[2K';

/** What a person watching the terminal sees; plain lines where it is no terminal. */
export class Terminal {
  private readonly isTty = process.stdout.isTTY === true;
  /** A line that will be written over: a progress bar. */
  private hasStatus = false;
  private readonly plain = new Map<string, string>();

  heading(text: string): void {
    this.line(this.bold(text));
  }

  line(text: string): void {
    this.clearStatus();
    process.stdout.write(`${text}\n`);
  }

  error(text: string): void {
    this.clearStatus();
    process.stderr.write(`${text}\n`);
  }

  stream({ name, text }: Pick<KernelEvents['stream'], 'name' | 'text'>): void {
    this.clearStatus();
    process[name].write(text);
  }

  /** Displays that are updated stay on one line while they change; without a terminal only their last state is said. */
  display({ bundle, displayId, update }: KernelEvents['display']): void {
    const text =
      typeof bundle['text/plain'] === 'string' ? bundle['text/plain'] : `[${Object.keys(bundle).join(', ')}]`;
    if (!update) this.line(text);
    else {
      if (displayId !== undefined) this.plain.set(displayId, text);
      if (this.isTty) this.status(text);
    }
  }

  /** The last state of what was updated. */
  settleDisplays(): void {
    for (const text of this.plain.values()) this.line(text);
    this.plain.clear();
  }

  private status(text: string): void {
    const [first = ''] = text.split('\n');
    process.stdout.write(clearLine + first.slice(0, (process.stdout.columns ?? 80) - 1));
    this.hasStatus = true;
  }

  private clearStatus(): void {
    if (this.hasStatus) process.stdout.write(clearLine);
    this.hasStatus = false;
  }

  private bold(text: string): string {
    return this.isTty ? `\x1b[1m${text}\x1b[0m` : text;
  }
}
