import { expect } from 'vitest';
import type { ExecuteReply } from '../../kernels/notebook/wire';
import type { TestKernel } from '../notebook/support/testKernel';

export const seed = Number(process.env.ACTIVATION_LAB_STORM_SEED ?? 20);

/** A linear congruential generator: the same moments in every run. */
export function seeded(state: number): () => number {
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

async function moments(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise(setImmediate);
}

/** Runs a cell and stops it after so many turns of the event loop; resolves with the interrupts that hit it. */
export async function stopped(kernel: TestKernel, source: string, turns: number): Promise<number> {
  let interrupts = 0;
  let reply: ExecuteReply | undefined;
  const running = kernel.execute(source).then((settled) => {
    reply = settled;
  });
  await moments(turns);
  // One that comes before the cell has begun is nobody's, and does not count.
  while (!reply) {
    const outcome = await kernel.client.interrupt();
    expect(outcome, source).not.toBe('unresponsive');
    if (outcome === 'stopped') interrupts++;
    await moments(20);
  }
  await running;
  return interrupts;
}

/** The value of a cell that must not fail; whatever goes wrong says after which cell. */
export async function valueAfter(kernel: TestKernel, after: string, source: string): Promise<string | undefined> {
  try {
    return await kernel.value(source);
  } catch (cause) {
    const said = kernel.streams.slice(-3).map(({ text }) => text.slice(-2000));
    throw new Error(`After ${after}, seed ${seed}: ${source}. Said last: ${said.join('')}`, { cause });
  }
}
