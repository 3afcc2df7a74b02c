import { join } from 'node:path';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { slotCount, type WireThreadData } from './threads';

/** What main has of the wire thread. */
export interface SecondThread {
  worker: Worker;
  slots: Int32Array;
  /** Where answers to questions of cells arrive. */
  inputPort: MessagePort;
}

export function startSecondThread(directory: string, channel: number): SecondThread {
  const slots = new Int32Array(new SharedArrayBuffer(slotCount * Int32Array.BYTES_PER_ELEMENT));
  const { port1, port2 } = new MessageChannel();
  const workerData: WireThreadData = { shared: slots.buffer as SharedArrayBuffer, channel, inputPort: port2 };
  const options = { workerData, transferList: [port2], env: {}, execArgv: [] };
  return { worker: new Worker(join(directory, 'wireThread.cjs'), options), slots, inputPort: port1 };
}
