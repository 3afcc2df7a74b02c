import type { PointsSnapshot } from './series';

interface Point {
  step: number;
  value: number;
}

/**
 * The points of a growing curve in bounded memory. All are kept up to `capacity`; from then on the curve is thinned
 * evenly: each stretch of 2 × stride points leaves its lowest and its highest, so no spike is ever lost, and the stride
 * doubles whenever the memory fills again.
 */
export class SeriesPoints {
  private readonly points: Point[] = [];
  /** Extremes of the stretch under way once the curve is thinned; they stand at the end of `points` until it is full. */
  private open: Point[] = [];
  private openCount = 0;
  private closed = 0;
  private stride = 1;

  constructor(private readonly capacity = 4096) {}

  static restore(snapshot: PointsSnapshot, capacity?: number): SeriesPoints {
    const restored = new SeriesPoints(capacity);
    snapshot.steps.forEach((step, i) => {
      restored.points.push({ step, value: snapshot.values[i] ?? Number.NaN });
    });
    restored.stride = snapshot.stride;
    restored.closed = restored.points.length;
    return restored;
  }

  get length(): number {
    return this.points.length;
  }

  get thinned(): boolean {
    return this.stride > 1;
  }

  append(step: number, value: number): void {
    if (!Number.isFinite(step)) return;
    if (this.stride === 1) this.insert({ step, value });
    else this.extend({ step, value });
    if (this.points.length >= this.capacity) this.thin();
  }

  snapshot(): PointsSnapshot {
    return {
      steps: Float64Array.from(this.points, (point) => point.step),
      values: Float64Array.from(this.points, (point) => point.value),
      stride: this.stride,
    };
  }

  /** Steps nearly always arrive in order; a step logged twice keeps its last value, a late one finds its place. */
  private insert(point: Point): void {
    let at = this.points.length;
    while (at > 0 && (this.points[at - 1]?.step ?? Number.NEGATIVE_INFINITY) > point.step) at--;
    const replaced = this.points[at - 1]?.step === point.step ? 1 : 0;
    this.points.splice(at - replaced, replaced, point);
  }

  /** A late point of a thinned curve is dropped: its stretch is closed. */
  private extend(point: Point): void {
    const last = this.points[this.points.length - 1];
    if (last && point.step <= last.step) return;
    this.open = extremesOf([...this.open, point]);
    this.openCount++;
    this.points.length = this.closed;
    this.points.push(...this.open);
    if (this.openCount === 2 * this.stride) this.close();
    this.endWith(point);
  }

  private thin(): void {
    const newest = this.points[this.points.length - 1];
    const kept: Point[] = [];
    for (let at = 0; at < this.points.length; at += 4) kept.push(...extremesOf(this.points.slice(at, at + 4)));
    this.points.splice(0, this.points.length, ...kept);
    this.close();
    this.stride *= 2;
    if (newest) this.endWith(newest);
  }

  /** What stands in `points` now stays. */
  private close(): void {
    this.closed = this.points.length;
    this.open = [];
    this.openCount = 0;
  }

  /** The newest point always shows, be it an extreme or not: it is the value a reader asks for. */
  private endWith(newest: Point): void {
    if (this.points[this.points.length - 1] !== newest) this.points.push(newest);
  }
}

/** Lowest and highest in the order of their steps; a value that is no number counts as highest: it must be seen. */
function extremesOf(points: readonly Point[]): Point[] {
  const [first] = points;
  if (!first) return [];
  let low = first;
  let high = first;
  for (const point of points) {
    if (height(point) < height(low)) low = point;
    if (height(point) > height(high)) high = point;
  }
  if (low === high) return [low];
  return low.step < high.step ? [low, high] : [high, low];
}

function height({ value }: Point): number {
  return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
}
