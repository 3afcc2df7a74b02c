import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { Gate } from '../../kernels/notebook/gate';
import { slotCount } from '../../kernels/notebook/threads';
import type { Contest } from './support/gateContender';

const slotsOf = () => new Int32Array(new SharedArrayBuffer(slotCount * Int32Array.BYTES_PER_ELEMENT));

describe('the gate between main and terminations', () => {
  it('lets nothing terminate inside of what is whole, however deep', () => {
    const slots = slotsOf();
    const [main, wire] = [new Gate(slots), new Gate(slots)];
    main.enter();
    main.enter();
    expect(wire.beginTerminating()).toBe(false);
    main.leave();
    expect(wire.beginTerminating()).toBe(false);
    wire.endTerminating();
    main.leave();
    expect(wire.beginTerminating()).toBe(true);
    wire.endTerminating();
    expect(main.whole(() => 3)).toBe(3);
  });

  it('leaves what is whole also when it throws', () => {
    const slots = slotsOf();
    const [main, wire] = [new Gate(slots), new Gate(slots)];
    const fail = () => {
      throw new Error('of the work');
    };
    expect(() => main.whole(fail)).toThrow('of the work');
    expect(wire.beginTerminating()).toBe(true);
  });

  it('never gives both threads the say, and leaves none of them waiting', async () => {
    const contest: Contest = {
      slots: new Int32Array(new SharedArrayBuffer((slotCount + 3) * Int32Array.BYTES_PER_ELEMENT)),
      inside: slotCount,
      taken: slotCount + 1,
      over: slotCount + 2,
    };
    const { slots, inside, taken, over } = contest;
    const contender = JSON.stringify(join(__dirname, 'support/gateContender.ts'));
    const worker = new Worker(`require('tsx/cjs'); require(${contender})`, { eval: true, workerData: contest });
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    const main = new Gate(slots);
    while (Atomics.load(slots, taken) < 2000 && Atomics.load(slots, over) === 0) {
      for (let round = 0; round < 100; round++) {
        main.enter();
        Atomics.store(slots, inside, 1);
        Atomics.store(slots, inside, 0);
        main.leave();
      }
      await new Promise(setImmediate);
    }
    expect(Atomics.compareExchange(slots, over, 0, 1)).toBe(0);
    expect(await ended).toBe(0);
  });
});
