import type { Command } from './command';
import type { Peer } from './peer';
import { ZmtpServer } from './server';

export type { Peer } from './peer';

/** Hears its peers and answers each of them. */
export class RouterSocket extends ZmtpServer {
  constructor(private readonly onMessage: (peer: Peer, parts: Buffer[]) => void) {
    super('ROUTER');
  }

  /** The newest peer of that identity: a client that reconnects leaves its old connection behind. */
  peerNamed(identity: string): Peer | undefined {
    return [...this.peers].reverse().find((peer) => peer.identity === identity);
  }

  protected override received(peer: Peer, parts: Buffer[]): void {
    this.onMessage(peer, parts);
  }
}

/** Sends back what it hears: a heartbeat. */
export class EchoSocket extends ZmtpServer {
  constructor() {
    super('REP');
  }

  protected override received(peer: Peer, parts: Buffer[]): void {
    peer.send(parts);
  }
}

/** Tells all who have subscribed to the beginning of a message's first part. */
export class PublisherSocket extends ZmtpServer {
  private readonly topics = new Map<Peer, Set<string>>();

  constructor(private readonly onSubscribe: (peer: Peer, topic: string) => void) {
    super('XPUB');
  }

  publish(parts: readonly [Buffer, ...Buffer[]]): void {
    const topic = parts[0].toString('latin1');
    for (const [peer, wanted] of this.topics) {
      if ([...wanted].some((prefix) => topic.startsWith(prefix))) peer.send(parts);
    }
  }

  /** ZMTP 3.0 peers subscribe by a message: 1 or 0, then the topic. */
  protected override received(peer: Peer, [first]: Buffer[]): void {
    if (first?.[0] === 1) this.subscribe(peer, first.subarray(1));
    else if (first?.[0] === 0) this.topics.get(peer)?.delete(first.toString('latin1', 1));
  }

  /** ZMTP 3.1 peers by a command. */
  protected override commanded(peer: Peer, { name, data }: Command): void {
    if (name === 'SUBSCRIBE') this.subscribe(peer, data);
    else if (name === 'CANCEL') this.topics.get(peer)?.delete(data.toString('latin1'));
  }

  protected override left(peer: Peer): void {
    super.left(peer);
    this.topics.delete(peer);
  }

  private subscribe(peer: Peer, topic: Buffer): void {
    const name = topic.toString('latin1');
    this.topics.set(peer, (this.topics.get(peer) ?? new Set()).add(name));
    this.onSubscribe(peer, name);
  }
}
