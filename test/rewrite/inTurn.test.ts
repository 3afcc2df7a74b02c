import { expect, it } from 'vitest';
import { inTurn } from '../../extension/rewrite/inTurn';

/** Stopped once `stopAt` items are done: as when a person presses Cancel during one of them. */
async function run(stopAt: number) {
  const done: number[] = [];
  const reports: string[] = [];
  const isWhole = await inTurn(
    [1, 2, 3],
    async (item) => {
      await Promise.resolve();
      done.push(item);
    },
    { isStopped: () => done.length >= stopAt, report: (i, count) => reports.push(`${i} of ${count}`) },
  );
  return { done, reports, isWhole };
}

it('goes through all of them, one after the other, and tells of each', async () => {
  expect(await run(Number.POSITIVE_INFINITY)).toEqual({
    done: [1, 2, 3],
    reports: ['1 of 3', '2 of 3', '3 of 3'],
    isWhole: true,
  });
});

it.each([0, 1, 2])('begins nothing more once it was stopped after %i', async (stopAt) => {
  const { done, reports, isWhole } = await run(stopAt);
  expect([done.length, reports.length, isWhole]).toEqual([stopAt, stopAt, false]);
});

it('is not whole when it was stopped during the last, nor when it was before there was anything to do', async () => {
  expect((await run(3)).isWhole).toBe(false);
  expect(await inTurn([], () => Promise.resolve(), { isStopped: () => true, report: () => {} })).toBe(false);
});

it('ends with the error of an item', async () => {
  const work = () => Promise.reject(new Error('no such file'));
  await expect(inTurn([1], work, { isStopped: () => false, report: () => {} })).rejects.toThrow('no such file');
});
