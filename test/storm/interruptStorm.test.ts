import { expect, it } from 'vitest';
import { TestKernel } from '../notebook/support/testKernel';
import { cells, files, mayLeave, probes, setUp } from './cells';
import { seed, seeded, stopped, valueAfter } from './stopping';

const interruptsInAll = 1000;
async function expectWhole(kernel: TestKernel, after: string): Promise<void> {
  for (const [source, value] of probes) {
    expect(await valueAfter(kernel, after, source), `${source} after ${after}`).toBe(value);
  }
}

/** Nothing of the stopped cells goes on behind those that follow. */
async function expectIdle(kernel: TestKernel): Promise<void> {
  const busy = async () => Number(await kernel.value('cpuMilliseconds()'));
  const [before, since] = [await busy(), performance.now()];
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const spent = (await busy()) - before;
  expect(spent / (performance.now() - since)).toBeLessThan(0.5);
}

it('survives 1,000 interrupts at random moments', { timeout: 900_000 }, async () => {
  const kernel = await TestKernel.start(files);
  // Nobody answers.
  kernel.client.on('input', () => undefined);
  const numberOf = async (source: string) => Number(await kernel.value(source));
  await kernel.value(setUp);
  await expectWhole(kernel, 'the start');
  const tensors = await numberOf('tf.memory().numTensors');
  const heap = await numberOf('heapMegabytes()');
  const random = seeded(seed);
  let interrupts = 0;
  let tensorsLeft = 0;
  for (let cell = 0; interrupts < interruptsInAll; cell++) {
    const source = cells[Math.floor(random() * cells.length)] ?? '';
    interrupts += await stopped(kernel, source, Math.floor(random() ** 3 * 2000));
    tensorsLeft += mayLeave.get(source) ?? 0;
    const sum = Math.floor(random() * 1000);
    expect(await valueAfter(kernel, source, `kept + ${sum}`), source).toBe(String(1 + sum));
    if (cell % 8 === 0) await expectWhole(kernel, source);
  }
  await expectWhole(kernel, 'the storm');
  expect(await numberOf('tf.memory().numTensors')).toBeLessThanOrEqual(tensors + tensorsLeft);
  expect(await numberOf('heapMegabytes()')).toBeLessThan(2 * heap);
  await expectIdle(kernel);
});
