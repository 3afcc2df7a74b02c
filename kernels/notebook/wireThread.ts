/**
 * The kernel's second thread. It owns the channel to the parent, so that requests are heard and output leaves while
 * the main thread computes, and it stops the main thread through the inspector: no signal, no open port.
 */
import { Socket } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { FrameDecoder } from './frames';
import { Gate } from './gate';
import { Handover } from './handover';
import { Interrupter } from './interrupter';
import { Outbox } from './outbox';
import { type AnsweredInput, type MainRequest, slot, type ToMain, type ToWire, type WireThreadData } from './threads';
import type { InputAnswer, RequestFrame } from './wire';

if (!parentPort) throw new Error('wireThread runs as a worker of the kernel only.');
const main = parentPort;
const { shared, channel, inputPort } = workerData as WireThreadData;
const slots = new Int32Array(shared);
const socket = new Socket({ fd: channel, readable: true, writable: true });
const outbox = new Outbox(socket, slots);
const tell = (message: ToMain) => main.postMessage(message);
const handover = new Handover(slots, tell);
const interrupter = new Interrupter(slots, new Gate(slots), { tell, terminated: () => handover.giveAgain() });

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

/** Requests that become jobs: see slot.waiting. */
const jobs = new Set<RequestFrame['method']>(['execute', 'benchmark', 'evaluate']);

function receive(request: RequestFrame): void {
  const reply = (result: unknown) => outbox.add({ kind: 'reply', frame: { id: request.id, result } });
  switch (request.method) {
    case 'interrupt':
      void interrupter.interrupt().then(reply);
      break;
    case 'answerInput':
      answerInput(...request.params);
      reply(null);
      break;
    default:
      handOver(request);
  }
}

function handOver(request: MainRequest): void {
  if (jobs.has(request.method)) Atomics.add(slots, slot.waiting, 1);
  void interrupter.settled().then(() => handover.give(request));
}

function answerInput(id: number, answer: InputAnswer): void {
  inputPort.postMessage({ id, answer } satisfies AnsweredInput);
  Atomics.add(slots, slot.answers, 1);
  Atomics.notify(slots, slot.answers);
}

/** The parent is gone or speaks garbage: nobody is left to run for. Children that cells started go too. */
function end(): void {
  try {
    process.kill(process.platform === 'win32' ? process.pid : -process.pid, 'SIGKILL');
  } catch {
    process.kill(process.pid, 'SIGKILL');
  }
}
