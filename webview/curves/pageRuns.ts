import type { CurvesPage } from '../../extension/panels/protocol';
import type { PointsSnapshot, SeriesHeader, SeriesPointsAdded, SeriesSnapshot } from '../../extension/runs/series';
import { SeriesPoints } from '../../extension/runs/seriesPoints';

/** A series as the page keeps it: thinned by the same rule as at the host, from the same points. */
export interface PageSeries extends SeriesHeader {
  /** Counts the changes, so that what was computed from the series can be kept while it stands still. */
  version: number;
  isEmpty: boolean;
  points(): PointsSnapshot;
}

interface Kept {
  header: SeriesHeader;
  points: SeriesPoints;
  version: number;
}

/** What the host has told: the data side of the page. */
export class PageRuns implements CurvesPage {
  private readonly kept = new Map<string, Kept>();
  private versions = 0;

  constructor(private readonly onChange: () => void) {}

  hydrate(series: SeriesSnapshot[]): void {
    this.kept.clear();
    for (const { points, ...header } of series) this.keep(header, SeriesPoints.restore(points));
    this.onChange();
  }

  define(series: SeriesHeader): void {
    this.keep(series, new SeriesPoints());
    this.onChange();
  }

  append(added: SeriesPointsAdded[]): void {
    for (const { key, steps, values } of added) {
      const kept = this.kept.get(key);
      if (!kept) continue;
      steps.forEach((step, i) => {
        kept.points.append(step, values[i] ?? Number.NaN);
      });
      kept.version = ++this.versions;
    }
    this.onChange();
  }

  remove(keys: string[]): void {
    for (const key of keys) this.kept.delete(key);
    this.onChange();
  }

  all(): PageSeries[] {
    return [...this.kept.values()].map(({ header, points, version }) => ({
      ...header,
      version,
      isEmpty: points.length === 0,
      points: () => points.snapshot(),
    }));
  }

  private keep(header: SeriesHeader, points: SeriesPoints): void {
    this.kept.set(header.key, { header, points, version: ++this.versions });
  }
}
