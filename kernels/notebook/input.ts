import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import { jobContext } from './job';
import { type AnsweredInput, slot } from './threads';
import type { InputAnswer, InputQuestion, KernelEvents } from './wire';

/** A termination is noticed only when a wait returns. */
const waitMs = 50;

export type Question = Omit<InputQuestion, 'password'> & Partial<InputQuestion>;

/** Questions of cells to the person before the notebook. */
export class Input {
  private readonly waiting = new Map<number, (answer: InputAnswer) => void>();
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
    let found: InputAnswer | undefined;
    const id = this.post(question, (answer) => {
      found = answer;
    });
    while (!found) {
      const seen = Atomics.load(this.slots, slot.answers);
      const next = receiveMessageOnPort(this.port) as { message: AnsweredInput } | undefined;
      if (next) this.settle(next.message);
      else Atomics.wait(this.slots, slot.answers, seen, waitMs);
    }
    this.waiting.delete(id);
    return textOf(found);
  }

  ask(question: Question): Promise<string | null> {
    return new Promise<InputAnswer>((resolve) => this.post(question, resolve)).then(textOf);
  }

  private post(question: Question, listener: (answer: InputAnswer) => void): number {
    const id = ++this.asked;
    this.waiting.set(id, listener);
    this.send({ password: false, ...question, id, executionId: jobContext.getStore()?.executionId ?? null });
    return id;
  }

  private settle({ id, answer }: AnsweredInput): void {
    const listener = this.waiting.get(id);
    this.waiting.delete(id);
    listener?.(answer);
  }
}

function textOf(answer: InputAnswer): string | null {
  if ('refusal' in answer) throw new Error(answer.refusal);
  return answer.value;
}
