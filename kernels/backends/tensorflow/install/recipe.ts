import type { PackageName } from '../packages';
import type { Ended, Program } from './runWatched';

/** One way to come by a TensorFlow package: what it is, what it takes, and how it fills a folder. */
export interface Recipe {
  packageName: PackageName;
  /** 'tfjs-node-gpu 4.22.0'. */
  title: string;
  /** The Python TensorFlow that it builds a binding for. */
  python?: string;
  /** On disk when it is done, about; in bytes. */
  installedBytes: number;
  /** Looks for what it needs before anything is fetched; throws an `InstallFailure`. */
  check(): Promise<void>;
  /** Leaves the package in `staging`. How well is for the probe to say. */
  fill(staging: string, run: Run): Promise<void>;
}

/** Runs a program in the staging folder, watched; `quietMs` where a program works long without a sign. */
export type Run = (program: Program, env?: NodeJS.ProcessEnv, quietMs?: number) => Promise<Ended>;
