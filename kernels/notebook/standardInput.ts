import { Readable } from 'node:stream';
import type { Input } from './input';

/** `process.stdin` of cells: `readline` and whatever else reads it asks the person, a line at a time. */
export class StandardInput extends Readable {
  private wanted = false;

  constructor(private readonly input: Pick<Input, 'ask'>) {
    super();
    this.on('resume', () => this.askSoon());
  }

  override _read(): void {
    this.wanted = true;
    this.askSoon();
  }

  /** Not at once: whoever has just got a line may close, and must not leave a question behind that nobody waits for. */
  private askSoon(): void {
    setImmediate(() => setImmediate(() => this.askNow()));
  }

  private askNow(): void {
    if (!this.wanted || this.isPaused() || this.destroyed) return;
    this.wanted = false;
    this.input.ask({ prompt: '' }).then(
      (line) => this.push(line === null ? null : `${line}\n`),
      (error: Error) => this.destroy(error),
    );
  }
}

export function installStandardInput(input: Input): void {
  const stdin = new StandardInput(input);
  Object.defineProperty(process, 'stdin', { value: stdin, configurable: true, enumerable: true, writable: true });
}
