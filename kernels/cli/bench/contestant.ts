import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Answer, Task } from './task';

/** A process of its own that does tasks one at a time: each library with its threads, warm from round to round. */
export class Contestant {
  private readonly child: ChildProcess;
  private waiting: ((answer: Answer) => void) | undefined;
  private lastWords = '';
  private end: string | undefined;

  constructor(
    readonly name: string,
    command: string,
    args: readonly string[],
    env: NodeJS.ProcessEnv = process.env,
  ) {
    this.child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], env });
    this.child.stderr?.on('data', (text: Buffer) => {
      this.lastWords = (this.lastWords + text.toString()).slice(-2000);
    });
    this.child.once('error', (error) => this.fail(error.message));
    this.child.once('exit', (code, signal) => this.fail(`it ended with ${signal ?? code}: ${this.lastWords.trim()}`));
    this.child.stdin?.on('error', () => {});
    if (this.child.stdout) createInterface({ input: this.child.stdout }).on('line', (line) => this.hear(line));
  }

  /** Never fails: what goes wrong is an answer too. */
  run(task: Task): Promise<Answer> {
    const { end } = this;
    if (end !== undefined) return Promise.resolve({ error: end });
    return new Promise((resolve) => {
      this.waiting = resolve;
      this.child.stdin?.write(`${JSON.stringify(task)}\n`);
    });
  }

  dispose(): void {
    this.child.kill();
  }

  /** Libraries print what they like; an answer is a line that is an object. */
  private hear(line: string): void {
    if (line.startsWith('{')) this.answer(JSON.parse(line) as Answer);
  }

  private fail(reason: string): void {
    this.end ??= reason;
    this.answer({ error: this.end });
  }

  private answer(answer: Answer): void {
    const { waiting } = this;
    this.waiting = undefined;
    waiting?.(answer);
  }
}
