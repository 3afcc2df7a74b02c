import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import { type Job, jobContext } from './job';
import { type AnsweredInput, slot } from './threads';
import type { InputAnswer, InputQuestion, KernelEvents } from './wire';

/** A termination is noticed only when a wait returns. */
const waitMs = 50;

interface Blocking {
  readonly id: number;
  answer?: InputAnswer;
}

interface Waiting {
  job: Job | undefined;
  hear(answer: InputAnswer): void;
}

export type Question = Omit<InputQuestion, 'password'> & Partial<InputQuestion>;

/** Questions of cells to the person before the notebook. */
export class Input {
  private readonly waiting = new Map<number, Waiting>();
  /** At most one question blocks the thread: the next one takes its place, also where a stop has cut it off. */
  private blocking: Blocking | undefined;
  private asked = 0;

  constructor(
    private readonly slots: Int32Array,
    private readonly port: MessagePort,
    private readonly send: (question: KernelEvents['input']) => void,
  ) {
    port.on('message', (answered: AnsweredInput) => this.settle(answered));
    port.unref();
  }

  /** Blocks the cell until the answer is there, as `prompt()` does; null when the person would not answer. */
  askNow(question: Question): string | null {
    const blocking: Blocking = { id: this.post(question) };
    this.blocking = blocking;
    while (!blocking.answer) {
      const seen = Atomics.load(this.slots, slot.answers);
      const next = receiveMessageOnPort(this.port) as { message: AnsweredInput } | undefined;
      if (next) this.settle(next.message);
      else Atomics.wait(this.slots, slot.answers, seen, waitMs);
    }
    return textOf(blocking.answer);
  }

  ask(question: Question): Promise<string | null> {
    this.forgetStopped();
    const job = jobContext.getStore();
    const answer = new Promise<InputAnswer>((hear) => this.waiting.set(this.post(question), { job, hear }));
    return answer.then(textOf);
  }

  private post(question: Question): number {
    const id = ++this.asked;
    this.send({ password: false, ...question, id, executionId: jobContext.getStore()?.executionId ?? null });
    return id;
  }

  /** A cell that was stopped while it waited hears no answer any more. */
  private forgetStopped(): void {
    for (const [id, { job }] of this.waiting) if (job?.signal.aborted) this.waiting.delete(id);
  }

  private settle({ id, answer }: AnsweredInput): void {
    if (this.blocking?.id === id) this.blocking.answer = answer;
    this.waiting.get(id)?.hear(answer);
    this.waiting.delete(id);
  }
}

function textOf(answer: InputAnswer): string | null {
  if ('refusal' in answer) throw new Error(answer.refusal);
  return answer.value;
}
