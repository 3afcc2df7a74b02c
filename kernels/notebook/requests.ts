import type { Assistant } from './assist/assistant';
import { completenessOf } from './assist/completeness';
import { CellFailure, type CellRunner } from './cellRunner';
import type { Debugging } from './debug/debugging';
import { describeError } from './errors/cellError';
import { Terminated } from './evaluator';
import type { Job } from './job';
import type { JobQueue, Outcome } from './jobQueue';
import type { Lab } from './lab';
import type { Link } from './link';
import type { MainRequest, ToMain } from './threads';
import type { Variables } from './variables/variables';
import type { CellError, ExecuteReply, ExecuteRequest, ExpressionResult, KernelEvents } from './wire';

/** Serves what the wire thread hands over. Every request gets its one reply. */
export class Requests {
  /** What still waits for a reply, told when the process ends. */
  private readonly open = new Map<number, (error: CellError) => void>();

  constructor(
    private readonly cells: CellRunner,
    private readonly jobs: JobQueue,
    private readonly link: Link,
    private readonly lab: Lab,
    private readonly assistant: Assistant,
    private readonly variables: Variables,
    private readonly debugging: Debugging,
    /** Sends what displays and metrics hold back. */
    private readonly flushOutputs: () => void,
  ) {}

  receive(message: ToMain): void {
    switch (message.method) {
      case 'abort':
        this.jobs.abort(message.job);
        break;
      case 'abandon':
        this.jobs.abandon(message.job);
        break;
      case 'execute':
        this.execute(message.id, message.params[0]);
        break;
      case 'benchmark':
        this.runBenchmark(message);
        break;
      case 'describeBackend':
        this.answer(message.id, () => this.lab.backend());
        break;
      case 'evaluate':
        this.evaluate(message);
        break;
      case 'complete':
        this.answer(message.id, () => this.assistant.complete(...message.params));
        break;
      case 'inspect':
        this.answer(message.id, () => this.assistant.inspect(...message.params));
        break;
      case 'isComplete':
        this.answer(message.id, () => completenessOf(...message.params));
        break;
      case 'variables':
        this.answer(message.id, () => this.variables.report(...message.params));
        break;
      case 'readVariable':
        this.answer(message.id, () => this.variables.read(...message.params));
        break;
      case 'variableAsJson':
        this.answer(message.id, () => this.variables.json(...message.params));
        break;
      case 'openInspector':
        this.answer(message.id, async () => this.debugging.open());
        break;
      case 'closeInspector':
        this.answer(message.id, async () => this.debugging.close());
        break;
      case 'moveTo':
        this.answer(message.id, async () => this.cells.moveTo(...message.params));
        break;
      case 'shutdown':
        this.leave(shutdown);
        this.reply(message.id, null);
        process.exit(0);
    }
  }

  /** The process is about to end: says so to everyone who waits. */
  leave(error: CellError): void {
    this.flushOutputs();
    for (const fail of [...this.open.values()]) fail(error);
  }

  private execute(id: number, request: ExecuteRequest): void {
    const startedAt = performance.now();
    const reply = (result: ReplyWithoutTime) => {
      this.flushOutputs();
      this.reply(id, { ...result, durationMs: performance.now() - startedAt } satisfies ExecuteReply);
    };
    this.open.set(id, (error) => reply({ status: 'error', error }));
    this.jobs.add(
      request.executionId,
      (job) => {
        this.variables.cellStarts();
        return this.cells.run(request, job);
      },
      (outcome, job) => reply(this.executeReply(outcome, job)),
    );
  }

  private executeReply(outcome: Outcome<void>, job: Job): ReplyWithoutTime {
    const stopped = job.signal.aborted || (outcome.kind === 'failed' && outcome.error instanceof Terminated);
    if (!stopped && outcome.kind === 'done') return { status: 'ok' };
    if (!stopped && outcome.kind === 'failed') return { status: 'error', error: describe(outcome.error) };
    this.cells.abandon(job);
    this.lab.heal();
    return { status: 'interrupted', error: interruption };
  }

  private runBenchmark({ id, params: [request] }: Extract<MainRequest, { method: 'benchmark' }>): void {
    this.open.set(id, (failure) => this.fail(id, failure));
    this.jobs.add(
      null,
      async (job) => {
        this.jobs.cooperate();
        const onProgress = (params: KernelEvents['benchmarkProgress']) =>
          this.link.event({ event: 'benchmarkProgress', params });
        return (await this.lab.module()).bench(request, { signal: job.signal, onProgress });
      },
      (outcome) => {
        if (outcome.kind === 'done') this.reply(id, outcome.value);
        else this.fail(id, outcome.kind === 'failed' ? describe(outcome.error) : interruption);
      },
    );
  }

  private evaluate({ id, params: [expressions] }: Extract<MainRequest, { method: 'evaluate' }>): void {
    this.open.set(id, (failure) => this.fail(id, failure));
    this.jobs.add(
      null,
      async (job) => {
        const results: Record<string, ExpressionResult> = {};
        for (const [name, text] of Object.entries(expressions)) results[name] = await this.cells.expression(text, job);
        return results;
      },
      (outcome, job) => {
        if (outcome.kind === 'done') return this.reply(id, outcome.value);
        this.cells.abandon(job);
        this.fail(id, interruption);
      },
    );
  }

  /** What runs beside the queue of jobs. */
  private answer(id: number, work: () => Promise<unknown>): void {
    this.open.set(id, (failure) => this.fail(id, failure));
    work().then(
      (result) => this.reply(id, result),
      (error: unknown) => this.fail(id, describe(error)),
    );
  }

  private reply(id: number, result: unknown): void {
    this.open.delete(id);
    this.link.reply({ id, result });
  }

  private fail(id: number, failure: CellError): void {
    this.open.delete(id);
    this.link.reply({ id, failure });
  }
}

type ReplyWithoutTime = ExecuteReply extends infer R ? (R extends ExecuteReply ? Omit<R, 'durationMs'> : never) : never;

const shutdown: CellError = {
  name: 'KernelEnded',
  message: 'The kernel was shut down while the cell was running.',
  stack: 'The kernel was shut down while the cell was running.',
};

const interruption: CellError = {
  name: 'Interrupted',
  message: 'Stopped. What the cell had finished by then is kept.',
  stack: 'Interrupted: Stopped. What the cell had finished by then is kept.',
};

function describe(error: unknown): CellError {
  return error instanceof CellFailure ? error.described : describeError(error);
}
