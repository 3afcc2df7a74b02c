import type { Socket } from 'node:net';
import { type Command, decodeCommand, decodeProperties, encodeCommand, encodeProperties } from './command';
import { decodeFrame, encodeMessage, frameSize, type ZmtpFrame } from './frame';
import { greeting, greetingBytes, isUnderstood, mayBeGreeting } from './greeting';

/** Time for a peer to greet: a connection that says nothing is given up. */
const handshakeMs = 30_000;
/** A reader that is this far behind is cut off: it must not fill our memory. */
const largestBacklog = 256 * 1024 * 1024;
/** Frames of one message: Jupyter needs a dozen and its buffers. */
const mostParts = 10_000;

export interface PeerEvents {
  ready(peer: Peer): void;
  message(peer: Peer, parts: Buffer[]): void;
  /** SUBSCRIBE and CANCEL. */
  command(peer: Peer, command: Command): void;
  gone(peer: Peer): void;
}

/** One connection to a ZMTP socket. What is no ZMTP ends the connection, and nothing else. */
export class Peer {
  /** As the peer names itself; empty when it does not. */
  identity = '';
  private chunks: Buffer[] = [];
  private available = 0;
  private phase: 'greeting' | 'ready' | 'open' = 'greeting';
  private parts: Buffer[] = [];

  constructor(
    private readonly socket: Socket,
    private readonly socketType: string,
    private readonly events: PeerEvents,
  ) {
    socket.setNoDelay(true);
    socket.setTimeout(handshakeMs, () => socket.destroy());
    socket.on('data', (chunk: Buffer) => this.receive(chunk));
    // What a broken connection says helps nobody: its peer connects again, or has gone.
    socket.on('error', () => undefined);
    socket.on('close', () => events.gone(this));
    socket.write(greeting());
  }

  send(parts: readonly Buffer[]): void {
    if (this.phase !== 'open') return;
    if (this.socket.writableLength > largestBacklog) this.socket.destroy();
    else this.socket.write(encodeMessage(parts));
  }

  /** Lets what was sent leave first. */
  end(): void {
    this.socket.end();
  }

  private receive(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.available += chunk.byteLength;
    try {
      while (this.step());
    } catch {
      this.socket.destroy();
    }
  }

  /** Takes one greeting or frame; false when it is not whole yet. */
  private step(): boolean {
    if (this.phase === 'greeting') return this.greet();
    const frame = this.nextFrame();
    if (!frame) return false;
    if (frame.isCommand) this.obey(decodeCommand(frame.body));
    else this.collect(frame);
    return true;
  }

  private nextFrame(): ZmtpFrame | undefined {
    if (this.available < 2 || this.socket.destroyed) return undefined;
    const size = frameSize(this.joined(9));
    if (this.available < size) return undefined;
    const frame = decodeFrame(this.joined(size).subarray(0, size));
    this.drop(size);
    return frame;
  }

  private greet(): boolean {
    if (this.available === 0) return false;
    const bytes = this.joined(greetingBytes);
    if (!mayBeGreeting(bytes)) throw new Error('This is no ZMTP peer.');
    if (bytes.byteLength < greetingBytes) return false;
    if (!isUnderstood(bytes)) throw new Error('Only ZMTP 3 with the NULL mechanism is spoken here.');
    this.drop(greetingBytes);
    this.phase = 'ready';
    this.socket.write(encodeCommand('READY', encodeProperties({ 'Socket-Type': this.socketType, Identity: '' })));
    return true;
  }

  private obey(command: Command): void {
    if (this.phase === 'ready') {
      if (command.name !== 'READY') throw new Error('READY was expected.');
      this.identity = decodeProperties(command.data).get('identity')?.toString('hex') ?? '';
      this.phase = 'open';
      this.socket.setTimeout(0);
      this.socket.setKeepAlive(true);
      this.events.ready(this);
    } else if (command.name === 'PING') {
      // [time to live, 2 bytes][context]: the context comes back.
      this.socket.write(encodeCommand('PONG', command.data.subarray(2)));
    } else this.events.command(this, command);
  }

  private collect({ body, hasMore }: ZmtpFrame): void {
    if (this.phase !== 'open' || this.parts.length > mostParts) throw new Error('A message out of turn.');
    this.parts.push(body);
    if (hasMore) return;
    const parts = this.parts;
    this.parts = [];
    this.events.message(this, parts);
  }

  /** At least `count` bytes in one piece when they are there: chunks are joined only then. */
  private joined(count: number): Buffer {
    const [first] = this.chunks;
    if (first && first.byteLength >= Math.min(count, this.available)) return first;
    const all = Buffer.concat(this.chunks);
    this.chunks = [all];
    return all;
  }

  private drop(count: number): void {
    const [first = Buffer.alloc(0), ...rest] = this.chunks;
    const left = first.subarray(count);
    this.chunks = left.byteLength > 0 ? [left, ...rest] : rest;
    this.available -= count;
  }
}
