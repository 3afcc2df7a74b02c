import type { Assistant } from './assist/assistant';
import { completenessOf } from './assist/completeness';
import { asyncStack } from './asyncStack';
import { CellFailure, type CellRunner } from './cellRunner';
import type { Debugging } from './debug/debugging';
import { describeError } from './errors/cellError';
import { Terminated } from './evaluator';
import type { Gate } from './gate';
import { isNext } from './handover';
import { type Job, jobContext } from './job';
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

  /** What is answered beside the queue of jobs: each begins anew where a termination has cut it off. */
  private readonly answering = new Map<number, () => void>();

  constructor(
    private readonly cells: CellRunner,
    private readonly jobs: JobQueue,
    private readonly link: Link,
    private readonly gate: Gate,
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
      case 'serve':
        this.gate.whole(() => {
          if (isNext(this.link.slots, message.number)) this.serve(message.request);
        });
    }
  }

  private serve(request: MainRequest): void {
    switch (request.method) {
      case 'execute':
        this.execute(request.id, request.params[0]);
        break;
      case 'benchmark':
        this.runBenchmark(request);
        break;
      case 'describeBackend':
        this.answer(request.id, () => this.lab.backend());
        break;
      case 'evaluate':
        this.evaluate(request);
        break;
      case 'complete':
        this.answer(request.id, () => this.assistant.complete(...request.params));
        break;
      case 'inspect':
        this.answer(request.id, () => this.assistant.inspect(...request.params));
        break;
      case 'isComplete':
        this.answer(request.id, () => completenessOf(...request.params));
        break;
      case 'variables':
        this.answer(request.id, () => this.variables.report(...request.params));
        break;
      case 'readVariable':
        this.answer(request.id, () => this.variables.read(...request.params));
        break;
      case 'variableAsJson':
        this.answer(request.id, () => this.variables.json(...request.params));
        break;
      case 'openInspector':
        this.answer(request.id, async () => this.debugging.open());
        break;
      case 'closeInspector':
        this.answer(request.id, async () => this.debugging.close());
        break;
      case 'moveTo':
        this.answer(request.id, async () => this.cells.moveTo(...request.params));
        break;
      case 'shutdown':
        this.leave(shutdown);
        this.reply(request.id, null);
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
    this.addJob(
      request.executionId,
      (job) => {
        this.variables.cellStarts();
        return this.cells.run(request, job);
      },
      (outcome, job) => reply(this.executeReply(outcome, job)),
    );
  }

  private executeReply(outcome: Outcome<void>, job: Job): ReplyWithoutTime {
    const stopped = isStopped(outcome, job);
    if (!stopped && outcome.kind === 'done') return { status: 'ok' };
    if (!stopped && outcome.kind === 'failed') return { status: 'error', error: describe(outcome.error) };
    return { status: 'interrupted', error: interruption };
  }

  private addJob<T>(
    executionId: string | null,
    work: (job: Job) => Promise<T>,
    settled: (outcome: Outcome<T>, job: Job) => void,
  ): void {
    const begin = (job: Job) => {
      // What was terminated need not have been a job: a timer that an earlier cell left behind may have fallen to it.
      if (!asyncStack.tighten()) return work(job);
      this.recover(true);
      // The stack that was cleared knew whose work this is.
      return jobContext.run(job, () => work(job));
    };
    this.jobs.add(executionId, begin, (outcome, job) => {
      if (isStopped(outcome, job)) this.recover(asyncStack.tighten());
      settled(outcome, job);
    });
  }

  /** A termination runs no `finally`, and neither does a job that was given up where it waited. */
  private recover(wasTerminated: boolean): void {
    this.cells.recover();
    this.lab.heal();
    if (!wasTerminated) return;
    const again = [...this.answering.values()];
    const answerAgain = () => {
      for (const answer of again) answer();
    };
    // In no job's name: an abandoned one has no timers.
    jobContext.run(undefined, () => setImmediate(answerAgain));
  }

  private runBenchmark({ id, params: [request] }: Extract<MainRequest, { method: 'benchmark' }>): void {
    this.open.set(id, (failure) => this.fail(id, failure));
    this.addJob(
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
    this.addJob(
      null,
      async (job) => {
        const results: Record<string, ExpressionResult> = {};
        for (const [name, text] of Object.entries(expressions)) results[name] = await this.cells.expression(text, job);
        return results;
      },
      (outcome) => {
        if (outcome.kind === 'done') this.reply(id, outcome.value);
        else this.fail(id, interruption);
      },
    );
  }

  /** What runs beside the queue of jobs. It may meet getters of a cell, so it begins outside of what is whole. */
  private answer(id: number, work: () => Promise<unknown>): void {
    this.open.set(id, (failure) => this.fail(id, failure));
    const run = () => {
      work().then(
        (result) => this.reply(id, result),
        (error: unknown) => this.fail(id, describe(error)),
      );
    };
    this.answering.set(id, run);
    queueMicrotask(run);
  }

  private reply(id: number, result: unknown): void {
    this.settle(id, () => this.link.reply({ id, result }));
  }

  private fail(id: number, failure: CellError): void {
    this.settle(id, () => this.link.reply({ id, failure }));
  }

  /** Once: what was begun anew may be there twice. */
  private settle(id: number, send: () => void): void {
    this.gate.whole(() => {
      this.answering.delete(id);
      if (this.open.delete(id)) send();
    });
  }
}

function isStopped(outcome: Outcome<unknown>, job: Job): boolean {
  return job.signal.aborted || (outcome.kind === 'failed' && outcome.error instanceof Terminated);
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
