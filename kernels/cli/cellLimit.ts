import type { KernelClient } from '../client/kernelClient';
import type { CellError, ExecuteReply } from '../notebook/wire';

/** Node's timers know no longer wait. */
const longestMs = 2 ** 31 - 1;

/** Runs a cell and stops it when it takes longer than it may; the kernel is killed only if it does not stop. */
export async function withinLimit(
  kernel: Pick<KernelClient, 'interrupt' | 'kill'>,
  limitMs: number,
  run: () => Promise<ExecuteReply>,
): Promise<ExecuteReply> {
  if (limitMs > longestMs) return run();
  let isOver = false;
  const timer = setTimeout(async () => {
    isOver = true;
    if ((await kernel.interrupt()) === 'unresponsive') await kernel.kill('it did not stop at the time limit');
  }, limitMs);
  const reply = await run();
  clearTimeout(timer);
  return isOver && reply.status !== 'ok'
    ? { status: 'error', durationMs: reply.durationMs, error: overtime(limitMs) }
    : reply;
}

function overtime(limitMs: number): CellError {
  const name = 'CellTimeout';
  const message = `The cell ran longer than ${limitMs / 1000} s and was stopped.`;
  const hint = 'Give it more time with --timeout SECONDS.';
  return { name, message, hint, stack: `${name}: ${message}\n${hint}` };
}
