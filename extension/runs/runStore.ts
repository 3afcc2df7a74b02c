import type { SeriesDefinition } from '../../kernels/lab/host';
import type { SeriesHeader, SeriesPointsAdded, SeriesSnapshot } from './series';
import { SeriesPoints } from './seriesPoints';

export type RunChange =
  | { kind: 'defined'; series: SeriesHeader }
  | { kind: 'added'; points: SeriesPointsAdded[] }
  | { kind: 'removed'; keys: string[] }
  /** Runs of an earlier window came back: read the snapshot again. */
  | { kind: 'restored' }
  /** Runs belong to another notebook now: read it again. */
  | { kind: 'renamed' }
  | { kind: 'sessionStarted'; source: string };

interface StoredSeries extends SeriesHeader {
  points: SeriesPoints;
}

/**
 * Every curve of every notebook: the only truth that a panel shows. Series are known by run and metric, since the
 * kernel's integers start again with every process. Memory is bounded twice: a series thins itself out
 * (SeriesPoints), and beyond `maximumSeries` the oldest run leaves.
 */
export class RunStore {
  private readonly series = new Map<string, StoredSeries>();
  /** source → (wire id → key), for the kernel process that runs now. */
  private readonly ids = new Map<string, Map<number, string>>();
  private readonly listeners = new Set<(change: RunChange) => void>();

  constructor(private readonly maximumSeries = 1000) {}

  onDidChange(listener: (change: RunChange) => void): { dispose(): void } {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  /** A new kernel process: its ids mean something else from now on. What was measured stays. */
  startSession(source: string): void {
    this.ids.delete(source);
    this.fire({ kind: 'sessionStarted', source });
  }

  define(definition: SeriesDefinition, source: string): void {
    const { id, run, metric, stepUnit } = definition;
    const key = JSON.stringify([source, run.id, metric]);
    this.idsOf(source).set(id, key);
    if (this.series.has(key)) return;
    const header: SeriesHeader = { key, source, run, metric, stepUnit };
    this.series.set(key, { ...header, points: new SeriesPoints() });
    this.fire({ kind: 'defined', series: header });
    if (this.series.size > this.maximumSeries) this.dropOldestRun();
  }

  /** Triples [wire id, step, value]. Points of an id that was never defined belong to nothing and are dropped. */
  append(source: string, triples: Float64Array): void {
    const keys = this.idsOf(source);
    const added = new Map<string, { steps: number[]; values: number[] }>();
    for (let at = 0; at + 2 < triples.length; at += 3) {
      const [id = -1, step = 0, value = 0] = triples.subarray(at, at + 3);
      const stored = this.series.get(keys.get(id) ?? '');
      if (!stored) continue;
      stored.points.append(step, value);
      const news = added.get(stored.key) ?? { steps: [], values: [] };
      news.steps.push(step);
      news.values.push(value);
      added.set(stored.key, news);
    }
    if (added.size > 0) this.fire({ kind: 'added', points: [...added].map(asMessage) });
  }

  /** A notebook has another name now: its runs, and what its kernel still sends, go along. */
  rename(before: string, after: string): void {
    const ids = this.ids.get(before);
    this.ids.delete(before);
    if (ids) this.ids.set(after, ids);
    const own = [...this.series.values()].filter(({ source }) => source === before);
    for (const series of own) series.source = after;
    if (own.length > 0) this.fire({ kind: 'renamed' });
  }

  /** Forgets the runs of one notebook, or of all. */
  clear(source?: string): void {
    this.remove((series) => source === undefined || series.source === source);
  }

  snapshot(): SeriesSnapshot[] {
    return [...this.series.values()].map((series) => ({ ...series, points: series.points.snapshot() }));
  }

  /** Runs of an earlier window. A run already here is newer and stays. */
  restore(snapshots: readonly SeriesSnapshot[]): void {
    for (const { points, ...header } of snapshots) {
      if (this.series.has(header.key)) continue;
      this.series.set(header.key, { ...header, points: SeriesPoints.restore(points) });
    }
    if (snapshots.length > 0) this.fire({ kind: 'restored' });
  }

  private dropOldestRun(): void {
    const oldest = [...this.series.values()].reduce((a, b) => (b.run.startedAt < a.run.startedAt ? b : a));
    this.remove((series) => series.run.id === oldest.run.id && series.source === oldest.source);
  }

  private remove(leaves: (series: StoredSeries) => boolean): void {
    const keys = [...this.series.values()].filter(leaves).map((series) => series.key);
    for (const key of keys) this.series.delete(key);
    if (keys.length > 0) this.fire({ kind: 'removed', keys });
  }

  private idsOf(source: string): Map<number, string> {
    const known = this.ids.get(source) ?? new Map<number, string>();
    this.ids.set(source, known);
    return known;
  }

  private fire(change: RunChange): void {
    for (const listener of this.listeners) listener(change);
  }
}

function asMessage([key, news]: [string, { steps: number[]; values: number[] }]): SeriesPointsAdded {
  return { key, steps: Float64Array.from(news.steps), values: Float64Array.from(news.values) };
}
