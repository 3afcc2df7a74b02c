import { type MainRequest, slot, type ToMain } from './threads';

/** The wire thread's requests to main, sent again where a termination has taken one that main had just in hand. */
export class Handover {
  private readonly unheard: { number: number; request: MainRequest }[] = [];
  private count = 0;

  constructor(
    private readonly slots: Int32Array,
    private readonly tellMain: (message: ToMain) => void,
  ) {}

  give(request: MainRequest): void {
    this.forgetHeard();
    const numbered = { number: ++this.count, request };
    this.unheard.push(numbered);
    this.tellMain({ method: 'serve', ...numbered });
  }

  /** After a termination. All of them in their order, since main takes none before the one that is missing. */
  giveAgain(): void {
    this.forgetHeard();
    for (const numbered of this.unheard) this.tellMain({ method: 'serve', ...numbered });
  }

  private forgetHeard(): void {
    const heard = Atomics.load(this.slots, slot.heard);
    while (this.unheard[0] && this.unheard[0].number <= heard) this.unheard.shift();
  }
}

/** Main's end, within something whole: false for what it has served before, and for what comes before its turn. */
export function isNext(slots: Int32Array, number: number): boolean {
  if (number !== Atomics.load(slots, slot.heard) + 1) return false;
  Atomics.store(slots, slot.heard, number);
  return true;
}
