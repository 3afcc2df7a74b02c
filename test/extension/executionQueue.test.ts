import { describe, expect, test } from 'vitest';
import { ExecutionQueue, type QueuedTask } from '../../extension/notebook/executionQueue';

function recorder() {
  const log: string[] = [];
  const task = (name: string, run: () => Promise<boolean> = async () => true): QueuedTask => ({
    run: async () => {
      log.push(`${name} starts`);
      const goOn = await run();
      log.push(`${name} ends`);
      return goOn;
    },
    abort: () => log.push(`${name} aborted`),
  });
  return { log, task };
}

describe('execution queue', () => {
  test('runs one task at a time, also across batches', async () => {
    const { log, task } = recorder();
    const queue = new ExecutionQueue();
    const slow = () => new Promise<boolean>((resolve) => setImmediate(() => resolve(true)));
    await Promise.all([queue.enqueue([task('a', slow), task('b')]), queue.enqueue([task('c')])]);
    expect(log).toEqual(['a starts', 'a ends', 'b starts', 'b ends', 'c starts', 'c ends']);
    await new Promise(setImmediate);
    expect(queue.isBusy).toBe(false);
  });

  test('a failure aborts the rest of its batch, not what was queued later', async () => {
    const { log, task } = recorder();
    const queue = new ExecutionQueue();
    await Promise.all([queue.enqueue([task('a', async () => false), task('b')]), queue.enqueue([task('c')])]);
    expect(log).toEqual(['a starts', 'a ends', 'b aborted', 'c starts', 'c ends']);
  });

  test('a task that throws counts as failed and the queue goes on living', async () => {
    const { log, task } = recorder();
    const queue = new ExecutionQueue();
    await queue.enqueue([task('a', () => Promise.reject(new Error('boom'))), task('b')]);
    await queue.enqueue([task('c')]);
    expect(log).toEqual(['a starts', 'b aborted', 'c starts', 'c ends']);
  });

  test('stopping aborts all that waits and settles their promises', async () => {
    const { log, task } = recorder();
    const queue = new ExecutionQueue();
    let finish: (goOn: boolean) => void = () => undefined;
    const first = queue.enqueue([task('a', () => new Promise((resolve) => (finish = resolve)))]);
    const second = queue.enqueue([task('b')]);
    await Promise.resolve();
    queue.abortWaiting();
    finish(true);
    await Promise.all([first, second]);
    expect(log).toEqual(['a starts', 'b aborted', 'a ends']);
  });
});
