/** At most 20 chunks of points a second leave. */
const gatherMs = 50;
const numbersPerPoint = 3;

type Send = (count: number, binary: Uint8Array) => void;

/** Gathers points as float64 triples [series id, step, value]. */
export class Metrics {
  private numbers: number[] = [];
  private lastSent = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly send: Send) {}

  add(series: number, step: number, value: number): void {
    this.numbers.push(series, step, value);
    const wait = this.lastSent + gatherMs - performance.now();
    if (wait <= 0) this.flush();
    // The timer serves code that waits; code that never yields is served by the line above.
    else this.timer ??= setTimeout(() => this.flush(), wait);
  }

  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.numbers.length === 0) return;
    const chunk = new Float64Array(this.numbers);
    this.numbers = [];
    this.lastSent = performance.now();
    this.send(chunk.length / numbersPerPoint, new Uint8Array(chunk.buffer));
  }
}
