import { describeError } from './errors/cellError';
import { jobContext } from './job';
import type { JobQueue } from './jobQueue';
import type { Link } from './link';
import type { CellError } from './wire';

/** Errors that no cell awaits are reported in the cell whose timer or promise it was; the kernel lives on. */
export function reportLateErrors(link: Link, jobs: JobQueue): void {
  const report = (error: unknown) => {
    const job = jobContext.getStore() ?? jobs.running;
    // What a stopped cell still drops on its way out is not news.
    if (job?.signal.aborted) return;
    link.event({ event: 'lateError', params: { executionId: job?.executionId ?? null, error: describeError(error) } });
  };
  process.on('uncaughtException', report);
  process.on('unhandledRejection', report);
}

/** `process.exit()` in a cell: everything printed still arrives, and whoever waits learns why the kernel ended. */
export function reportExit(link: Link, leave: (error: CellError) => void): void {
  process.on('exit', (code) => {
    const call = `process.exit(${code})`;
    const message = `The cell called ${call}, which ended the kernel.`;
    const hint = 'Restart the kernel to go on; variables are lost.';
    leave({ name: 'KernelEnded', message, hint, stack: `${message}\n${hint}` });
    link.flush();
  });
}
