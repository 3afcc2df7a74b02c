import type { RunIdentity } from '../../kernels/lab/host';

/** One metric of one run, as every reader knows it. */
export interface SeriesHeader {
  /** Run id and metric: lasts beyond the kernel process, unlike the wire's small integers. */
  key: string;
  /** URI of the notebook that trained it. */
  source: string;
  run: RunIdentity;
  metric: string;
  stepUnit: string;
}

/** The points of a series at one moment. */
export interface PointsSnapshot {
  steps: Float64Array;
  values: Float64Array;
  /** 1: every point is kept. n: two points (lowest, highest) stand for 2n. */
  stride: number;
}

export interface SeriesSnapshot extends SeriesHeader {
  points: PointsSnapshot;
}

/** New points of one series, in the order they were measured. */
export interface SeriesPointsAdded {
  key: string;
  steps: Float64Array;
  values: Float64Array;
}
