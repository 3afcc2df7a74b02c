import { randomUUID } from 'node:crypto';
import type { ConnectionInfo } from './connectionFile';
import { type Content, decodeMessage, encodeMessage, type Header, type Message, newHeader } from './message';
import { Signer } from './signer';
import { EchoSocket, type Peer, PublisherSocket, RouterSocket } from './zmtp/sockets';

/** A message and who sent it, so that the answer finds its way. */
export interface Request extends Message {
  peer: Peer;
}

export interface ChannelEvents {
  shell(request: Request): void;
  control(request: Request): void;
  stdin(reply: Request): void;
}

/** The five sockets of a kernel, in messages. What is no message, or not signed, is dropped. */
export class Channels {
  readonly session = randomUUID();
  private readonly signer: Signer;
  private readonly sockets: { shell: RouterSocket; control: RouterSocket; stdin: RouterSocket };
  private readonly iopub = new PublisherSocket((peer, topic) => this.welcome(peer, topic));
  private readonly hb = new EchoSocket();

  constructor(
    private readonly info: ConnectionInfo,
    events: ChannelEvents,
  ) {
    this.signer = new Signer(info.key, info.digest);
    const router = (name: keyof ChannelEvents) =>
      new RouterSocket((peer, parts) => {
        const message = this.decode(parts);
        if (message) events[name]({ ...message, peer });
      });
    this.sockets = { shell: router('shell'), control: router('control'), stdin: router('stdin') };
  }

  async listen(): Promise<void> {
    const { addresses } = this.info;
    for (const [name, socket] of Object.entries(this.all()))
      await socket.listen(addresses[name as keyof typeof addresses]);
  }

  close(): void {
    for (const socket of Object.values(this.all())) socket.close();
  }

  reply({ peer, identities, header }: Request, type: string, content: Content): void {
    peer.send(this.encode(type, content, header, { identities }));
  }

  publish(type: string, content: Content, parent: Message['parent'], more: Partial<Message> = {}): void {
    const topic = Buffer.from(`kernel.${this.session}.${type}`);
    this.iopub.publish([topic, ...this.encode(type, content, parent, more)]);
  }

  /** False when whoever sent the request does not listen on its stdin channel. */
  ask({ peer, header }: Request, prompt: string, password: boolean): boolean {
    const asked = this.sockets.stdin.peerNamed(peer.identity);
    asked?.send(this.encode('input_request', { prompt, password }, header));
    return asked !== undefined;
  }

  private all() {
    return { ...this.sockets, iopub: this.iopub, hb: this.hb };
  }

  /** Tells a subscriber that it misses nothing from here on. */
  private welcome(peer: Peer, topic: string): void {
    peer.send([Buffer.from(topic, 'latin1'), ...this.encode('iopub_welcome', { subscription: topic }, {})]);
  }

  private encode(type: string, content: Content, parent: Header | Record<string, never>, more: Partial<Message> = {}) {
    const message = { identities: [], metadata: {}, buffers: [], ...more, parent, content };
    return encodeMessage({ ...message, header: newHeader(type, this.session) }, this.signer);
  }

  private decode(parts: readonly Buffer[]): Message | undefined {
    try {
      return decodeMessage(parts, this.signer);
    } catch (error) {
      process.stderr.write(`A message was dropped. ${error instanceof Error ? error.message : error}\n`);
      return undefined;
    }
  }
}
