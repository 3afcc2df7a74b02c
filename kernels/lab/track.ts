import { currentHost } from './currentHost';
import { guessActivation } from './guessActivation';
import type { RunIdentity } from './host';

export interface TrackOptions {
  /** Runs compared with each other: 'MLP', 'CNN'. */
  group?: string;
  /** Catalogue id, for the colour; guessed from the name when absent. */
  activation?: string;
  seed?: number;
  /** What a step counts. */
  stepUnit?: string;
}

export interface Point {
  step: number;
  /** May be NaN or infinite: a run that diverged must not look like one that ended. */
  value: number;
}

interface Series {
  id: number;
  points: Point[];
}

/** One training run, seen by the curves panel while it grows and remembered for figures. */
export class Run {
  readonly #series = new Map<string, Series>();
  #ended = false;

  constructor(
    readonly identity: RunIdentity,
    readonly stepUnit: string,
  ) {}

  /** `run.log(epoch, { loss: 0.31, accuracy: 0.89 })` */
  log(step: number, values: Readonly<Record<string, number>>): void {
    if (this.#ended) throw new Error(`${this.label} has ended: track a new run to log more.`);
    if (!Number.isFinite(step))
      throw new TypeError(`${this.label}: step is ${step}, not a number of ${this.stepUnit}s.`);
    for (const [metric, value] of Object.entries(values)) this.#add(metric, step, value);
  }

  end(): void {
    this.#ended = true;
  }

  get hasEnded(): boolean {
    return this.#ended;
  }

  get metrics(): string[] {
    return [...this.#series.keys()];
  }

  /** The points of a metric in the order logged; none when it was never logged. */
  series(metric: string): readonly Point[] {
    return this.#series.get(metric)?.points ?? [];
  }

  /** Where a metric first stopped being a number, for each metric that did. */
  get nonFinite(): { metric: string; step: number; value: number }[] {
    return [...this.#series].flatMap(([metric, { points }]) => {
      const first = points.find(({ value }) => !Number.isFinite(value));
      return first === undefined ? [] : [{ metric, ...first }];
    });
  }

  get label(): string {
    const { name, seed } = this.identity;
    return seed === undefined ? `Run ${name}` : `Run ${name} (seed ${seed})`;
  }

  #add(metric: string, step: number, value: number): void {
    if (typeof value !== 'number') {
      throw new TypeError(
        `${this.label}: ${metric} is a ${typeof value}, not a number. A tensor? Log its dataSync()[0].`,
      );
    }
    const series = this.#seriesOf(metric);
    if (!Number.isFinite(value) && series.points.every((point) => Number.isFinite(point.value))) {
      console.warn(`${this.label}: ${metric} is ${value} at ${this.stepUnit} ${step}.`);
    }
    series.points.push({ step, value });
    currentHost().point(series.id, step, value);
  }

  #seriesOf(metric: string): Series {
    const known = this.#series.get(metric);
    if (known !== undefined) return known;
    const id = currentHost().defineSeries({ run: this.identity, metric, stepUnit: this.stepUnit });
    const series = { id, points: [] };
    this.#series.set(metric, series);
    return series;
  }
}

const tracked: Run[] = [];

/** Starts a run: `const run = lab.track('TeLU', { group: 'MLP', seed: 1 })`. */
export function track(name: string, options: TrackOptions = {}): Run {
  const { group = 'runs', seed, stepUnit = 'epoch', activation = guessActivation(name) } = options;
  const startedAt = Date.now();
  const id = [group, name, seed ?? '', startedAt, tracked.length].join('/');
  const run = new Run({ id, name, group, activation, seed, startedAt }, stepUnit);
  tracked.push(run);
  return run;
}

/** The runs of this session, oldest first. A run repeated under the same name, group and seed replaces the earlier one. */
export function runs({ group }: { group?: string } = {}): Run[] {
  const latest = new Map(tracked.map((run) => [repetitionKey(run), run]));
  return [...latest.values()].filter((run) => group === undefined || run.identity.group === group);
}

/** Without a seed nothing tells a repetition from one more trial: each stays. */
function repetitionKey({ identity: { id, group, name, seed } }: Run): string {
  return seed === undefined ? id : JSON.stringify([group, name, seed]);
}
