/**
 * The kernel's second thread. It owns the channel to the parent, so that requests are heard and output leaves while
 * the main thread computes, and it stops the main thread through the inspector: no signal, no open port.
 */
import { Socket } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { FrameDecoder } from './frames';
import { Interrupter } from './interrupter';
import { Outbox } from './outbox';
import { slot, type ToWire, type WireThreadData } from './threads';
import type { RequestFrame } from './wire';

if (!parentPort) throw new Error('wireThread runs as a worker of the kernel only.');
const main = parentPort;
const { shared, channel } = workerData as WireThreadData;
const slots = new Int32Array(shared);
const socket = new Socket({ fd: channel, readable: true, writable: true });
const outbox = new Outbox(socket, slots);
const interrupter = new Interrupter(slots, (message) => main.postMessage(message));

main.on('message', (message: ToWire) => outbox.add(message));

const decoder = new FrameDecoder();
socket.on('data', (chunk: Buffer) => {
  try {
    for (const { message } of decoder.push(chunk)) receive(message as RequestFrame);
  } catch {
    end();
  }
});
socket.on('error', end);
socket.on('close', end);

function receive(request: RequestFrame): void {
  if (request.method !== 'interrupt') {
    if (request.method === 'execute' || request.method === 'benchmark') Atomics.add(slots, slot.waiting, 1);
    void interrupter.settled().then(() => main.postMessage(request));
    return;
  }
  void interrupter.interrupt().then((result) => outbox.add({ kind: 'reply', frame: { id: request.id, result } }));
}

/** The parent is gone or speaks garbage: nobody is left to run for. Children that cells started go too. */
function end(): void {
  try {
    process.kill(process.platform === 'win32' ? process.pid : -process.pid, 'SIGKILL');
  } catch {
    process.kill(process.pid, 'SIGKILL');
  }
}
