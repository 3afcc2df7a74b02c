/** What notebook cells import as `activation-lab`. */
export type { BackendInfo } from '../backends/backendInfo';
/** The kernel calls this when a cell first asks for tfjs; in plain Node, call it before anything is computed. */
export { startBackend } from '../backends/start';
export { latexOf } from '../codegen/latex/latex';
export * as expression from '../expression/index';
export * from '../tfjs/index';
export { AdamW, type AdamWGroup, type AdamWOptions } from './adamW';
export { type BenchOptions, bench } from './bench';
export * as data from './data/index';
export { defineActivation } from './defineActivation';
export { describe } from './describe';
export { display } from './display';
export { fit } from './fit';
export { TrainingDivergedError, TrainingStoppedError } from './fitErrors';
export { evaluate } from './fitEvaluate';
export type { BatchReport, EpochReport, FitData, FitHistory, FitOptions, Loss } from './fitOptions';
export type { DisplayHandle, MimeBundle } from './host';
export { type MeanSd, meanSd } from './meanSd';
export * as plot from './plot/index';
export { type Progress, type ProgressOptions, progress } from './progress';
export { type TableOptions, table } from './table';
export { type Point, type Run, runs, type TrackOptions, track } from './track';
