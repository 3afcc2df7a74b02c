import type { Duplex } from 'node:stream';
import { encodeFrame, type Frame, FrameDecoder } from '../notebook/frames';
import type { EventFrame, KernelRequests, ReplyFrame } from '../notebook/wire';
import { inBrief, KernelFailure } from './kernelFailure';

type Method = keyof KernelRequests;

interface Pending {
  resolve(result: unknown): void;
  reject(failure: KernelFailure): void;
}

/** Requests, replies and events over a kernel's channel. Every request settles: by its reply, or by `end`. */
export class Conversation {
  private readonly pending = new Map<number, Pending>();
  private readonly decoder = new FrameDecoder();
  private count = 0;
  private ended: KernelFailure | undefined;

  constructor(
    private readonly channel: Duplex,
    private readonly onEvent: (event: EventFrame, binary: Uint8Array) => void,
    onGarbage: (reason: string) => void,
  ) {
    channel.on('data', (chunk: Buffer) => {
      try {
        for (const frame of this.decoder.push(chunk)) this.receive(frame);
      } catch (error) {
        onGarbage(error instanceof Error ? error.message : String(error));
      }
    });
    // A broken pipe is told by the end of the process, with its reason.
    channel.on('error', () => undefined);
  }

  request<M extends Method>(method: M, ...params: Parameters<KernelRequests[M]>): ReturnType<KernelRequests[M]> {
    const reply = new Promise((resolve, reject) => {
      if (this.ended) return reject(this.ended);
      const id = ++this.count;
      this.pending.set(id, { resolve, reject });
      this.channel.write(encodeFrame({ id, method, params }));
    });
    return reply as ReturnType<KernelRequests[M]>;
  }

  end(failure: KernelFailure): void {
    this.ended ??= inBrief(failure);
    for (const { reject } of this.pending.values()) reject(failure);
    this.pending.clear();
  }

  private receive({ message, binary }: Frame): void {
    if (isReply(message)) this.settle(message);
    else if (isEvent(message)) this.onEvent(message, binary);
    else throw new Error(`The notebook kernel sent something unknown: ${JSON.stringify(message).slice(0, 80)}`);
  }

  private settle(reply: ReplyFrame): void {
    const pending = this.pending.get(reply.id);
    this.pending.delete(reply.id);
    if ('failure' in reply) pending?.reject(new KernelFailure(reply.failure));
    else pending?.resolve(reply.result);
  }
}

function isReply(message: unknown): message is ReplyFrame {
  return typeof message === 'object' && message !== null && 'id' in message;
}

function isEvent(message: unknown): message is EventFrame {
  return typeof message === 'object' && message !== null && 'event' in message && 'params' in message;
}
