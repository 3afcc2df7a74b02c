import { createServer, type Server } from 'node:net';
import type { Command } from './command';
import { Peer } from './peer';

/** Where a socket listens: a TCP port, or a path for the transport "ipc". */
export type Address = { host: string; port: number } | { path: string };

/** A bound socket of some type and its peers. */
export abstract class ZmtpServer {
  protected readonly peers = new Set<Peer>();
  private readonly server: Server;

  constructor(socketType: 'ROUTER' | 'XPUB' | 'REP') {
    this.server = createServer((socket) => {
      new Peer(socket, socketType, {
        ready: (peer) => this.joined(peer),
        message: (peer, parts) => this.received(peer, parts),
        command: (peer, command) => this.commanded(peer, command),
        gone: (peer) => this.left(peer),
      });
    });
  }

  listen(address: Address): Promise<void> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(address, () => {
        this.server.off('error', reject);
        // A connection that could not be accepted concerns its peer alone.
        this.server.on('error', () => undefined);
        resolve();
      });
    });
  }

  /** Nobody new comes in, and what was sent leaves. */
  close(): void {
    this.server.close();
    for (const peer of this.peers) peer.end();
  }

  protected joined(peer: Peer): void {
    this.peers.add(peer);
  }

  protected left(peer: Peer): void {
    this.peers.delete(peer);
  }

  protected abstract received(peer: Peer, parts: Buffer[]): void;

  protected commanded(_peer: Peer, _command: Command): void {}
}
