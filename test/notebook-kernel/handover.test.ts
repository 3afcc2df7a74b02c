import { describe, expect, it } from 'vitest';
import { Handover, isNext } from '../../kernels/notebook/handover';
import { type MainRequest, slotCount, type ToMain } from '../../kernels/notebook/threads';

const request = (id: number): MainRequest => ({ id, method: 'describeBackend', params: [] });

/** Main's end: serves what arrives, but for the deliveries that a termination takes. */
function deliver(sent: ToMain[], slots: Int32Array, lost: (delivery: number) => boolean): number[] {
  const served: number[] = [];
  let delivery = 0;
  for (const message of sent.splice(0)) {
    if (message.method !== 'serve' || lost(++delivery)) continue;
    if (isNext(slots, message.number)) served.push(message.request.id);
  }
  return served;
}

describe('handing requests to main', () => {
  const start = () => {
    const slots = new Int32Array(new SharedArrayBuffer(slotCount * 4));
    const sent: ToMain[] = [];
    return { slots, sent, handover: new Handover(slots, (message) => sent.push(message)) };
  };

  it('serves each once and in order, whichever of them a termination takes', () => {
    for (let taken = 1; taken <= 4; taken++) {
      const { slots, sent, handover } = start();
      for (let id = 1; id <= 4; id++) handover.give(request(id));
      const served = deliver(sent, slots, (delivery) => delivery === taken);
      handover.giveAgain();
      served.push(...deliver(sent, slots, () => false));
      expect(served).toEqual([1, 2, 3, 4]);
    }
  });

  it('sends nothing again that main has in hand', () => {
    const { slots, sent, handover } = start();
    handover.give(request(1));
    handover.give(request(2));
    expect(deliver(sent, slots, () => false)).toEqual([1, 2]);
    handover.giveAgain();
    expect(sent).toEqual([]);
  });
});
