import { expect, it } from 'vitest';
import type { ExecuteReply } from '../../kernels/notebook/wire';
import { TestKernel } from '../notebook/support/testKernel';

/** What people stop: work that would end by itself soon, work that never would, and work in the middle of tfjs. */
const cells = [
  '1 + 1',
  'console.log("x".repeat(100)); kept',
  'for (;;) {}',
  'await 1; for (;;) {}',
  'await new Promise(() => {})',
  'for (;;) await new Promise(setImmediate)',
  'while (true) await new Promise((resolve) => setTimeout(resolve, 1))',
  'setTimeout(() => { for (;;) {} }, 1); await new Promise(() => {})',
  'setInterval(() => {}, 1); await new Promise((resolve) => setTimeout(resolve, 3))',
  'const next = () => Promise.resolve().then(next); next(); await new Promise(() => {})',
  'for (;;) console.log("line")',
  'tf.tidy(() => { for (;;) tf.matMul(tf.ones([24, 24]), tf.ones([24, 24])).dataSync() })',
  'for (;;) await tf.tidy(() => tf.sum(tf.ones([64]))).data()',
  'class Late { value = 2 }; let late = new Late(); late.value',
  'syntax error here',
  'throw new Error("of the cell")',
];

/** A linear congruential generator: the same moments in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

async function moments(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise(setImmediate);
}

/**
 * Not part of `npm test` yet, because it finds real faults in some runs on a busy machine: tfjs's WebAssembly stopped inside its
 * allocator ("memory access out of bounds" afterwards), and Node 20's stack of callbacks found out of order (SIGABRT).
 */
it('survives 1,000 interrupts at random moments', { timeout: 300_000 }, async () => {
  const kernel = await TestKernel.start();
  await kernel.value('import * as tf from "@tensorflow/tfjs"; let kept = 1; tf.ones([1]).dataSync()');
  const random = seeded(20);
  for (let interrupts = 0; interrupts < 1000; ) {
    const source = cells[Math.floor(random() * cells.length)] ?? '';
    let reply: ExecuteReply | undefined;
    const running = kernel.execute(source).then((settled) => {
      reply = settled;
    });
    await moments(Math.floor(random() ** 3 * 2000));
    // One that comes before the cell has begun is nobody's, and does not count.
    while (!reply) {
      const outcome = await kernel.client.interrupt();
      expect(outcome, source).not.toBe('unresponsive');
      if (outcome === 'stopped') interrupts++;
      await moments(20);
    }
    await running;
    const sum = Math.floor(random() * 1000);
    expect(await kernel.value(`kept + ${sum}`), source).toBe(String(1 + sum));
  }
  expect(await kernel.value('tf.add(tf.scalar(1), tf.scalar(2)).dataSync()[0]')).toBe('3');
});
