import { workerData } from 'node:worker_threads';
import { Gate } from '../../../kernels/notebook/gate';

/** A wire thread that takes the say as often as it can, terminates nobody, and says when main was inside meanwhile. */
export interface Contest {
  slots: Int32Array;
  /** Slots: main is inside something whole; how often the say was taken; 1 when it is over, -1 when both had the say. */
  inside: number;
  taken: number;
  over: number;
}

const { slots, inside, taken, over } = workerData as Contest;
const gate = new Gate(slots);
while (Atomics.load(slots, over) === 0) {
  const hasSay = gate.beginTerminating();
  if (hasSay && Atomics.load(slots, inside) !== 0) Atomics.store(slots, over, -1);
  if (hasSay) Atomics.add(slots, taken, 1);
  // Also without it, as when the job ends before its turn has come.
  gate.endTerminating();
}
