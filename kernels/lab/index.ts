/** What notebook cells import as `activation-lab`. */
export * as data from './data/index';
export { display } from './display';
export type { DisplayHandle, MimeBundle } from './host';
export { type MeanSd, meanSd } from './meanSd';
export * as plot from './plot/index';
export { type Progress, type ProgressOptions, progress } from './progress';
export { type TableOptions, table } from './table';
export { type Point, type Run, runs, type TrackOptions, track } from './track';
