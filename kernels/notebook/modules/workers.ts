import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import threads, { type WorkerOptions } from 'node:worker_threads';
import { isTypeScript } from './localFiles';

/** `new Worker('./worker.ts')` of a cell: the thread reads TypeScript, its imports too, as cells do. */
export function teachWorkers(directory: string): void {
  const program = pathToFileURL(join(directory, 'workerModules.cjs')).href;
  const Plain = threads.Worker;
  class Worker extends Plain {
    constructor(file: string | URL, options: WorkerOptions = {}) {
      const reads = isTypeScript(String(file)) && !options.eval;
      const execArgv = [...(options.execArgv ?? []), '--import', program];
      super(file, reads ? { ...options, execArgv } : options);
    }
  }
  Object.assign(threads, { Worker });
  syncBuiltinESMExports();
}
