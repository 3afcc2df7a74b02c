import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { type Content, decodeMessage, encodeMessage, type Message, newHeader } from '../../../kernels/jupyter/message';
import { Signer } from '../../../kernels/jupyter/signer';
import { Peer } from '../../../kernels/jupyter/zmtp/peer';
import { root } from './cli';
import { type Files, temporaryFolder } from './testKernel';

export const key = 'a key of the tests';
const channels = ['shell', 'iopub', 'stdin', 'control', 'hb'] as const;
export type ChannelName = (typeof channels)[number];

const toEnd: (() => void)[] = [];
afterAll(() => {
  for (const end of toEnd.splice(0)) end();
});

/** A kernel as Jupyter starts it, and a client as small as one can be. */
export class JupyterClient {
  readonly iopub: Message[] = [];
  readonly stdin: Message[] = [];
  private readonly replies: Message[] = [];
  private readonly echoes: string[] = [];
  private readonly peers = new Map<ChannelName, Peer>();
  private readonly signer = new Signer(key, 'sha256');

  static async start(files: Files = {}): Promise<JupyterClient> {
    const ports = Object.fromEntries(
      await Promise.all(channels.map(async (name) => [name, await freePort()] as const)),
    );
    const info = { ip: '127.0.0.1', transport: 'tcp', key, signature_scheme: 'hmac-sha256' };
    const fields = Object.entries(ports).map(([name, port]) => [`${name}_port`, port]);
    const file = 'connection.json';
    const folder = temporaryFolder({ ...files, [file]: JSON.stringify({ ...info, ...Object.fromEntries(fields) }) });
    const program = join(root, 'dist/cli/activation-lab.cjs');
    const executable = process.env.NODE_UNDER_TEST ?? process.execPath;
    const child = spawn(executable, [program, 'kernel', join(folder, file)], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    toEnd.push(() => child.kill('SIGKILL'));
    const client = new JupyterClient(child, folder, ports as Record<ChannelName, number>);
    await client.connect();
    return client;
  }

  private constructor(
    readonly process: ChildProcess,
    readonly folder: string,
    readonly ports: Record<ChannelName, number>,
  ) {}

  /** A raw connection, for those who do not speak the protocol. */
  async open(channel: ChannelName): Promise<Socket> {
    const socket = connect(this.ports[channel], '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    return socket;
  }

  send(channel: ChannelName, type: string, content: Content = {}, signer = this.signer): string {
    const header = newHeader(type, 'test');
    const message = { identities: [], header, parent: {}, metadata: {}, content, buffers: [] };
    this.peers.get(channel)?.send(encodeMessage(message, signer));
    return header.msg_id;
  }

  async request(channel: 'shell' | 'control', type: string, content: Content = {}): Promise<Content> {
    return (await this.replyTo(this.send(channel, type, content))).content;
  }

  replyTo(id: string): Promise<Message> {
    return until(() => this.replies.find(({ parent }) => parent.msg_id === id));
  }

  /** The reply to a cell, and what was published for it until the kernel was idle. */
  async execute(code: string, more: Content = {}): Promise<{ id: string; reply: Content; published: Message[] }> {
    const id = this.send('shell', 'execute_request', { code, ...more });
    const { content: reply } = await this.replyTo(id);
    return { id, reply, published: await this.idle(id) };
  }

  idle(id: string): Promise<Message[]> {
    return until(() => {
      const own = this.publishedFor(id);
      return own.at(-1)?.content.execution_state === 'idle' ? own : undefined;
    });
  }

  publishedFor(id: string): Message[] {
    return this.iopub.filter(({ parent }) => parent.msg_id === id);
  }

  /** What a cell printed or, of that type, published. */
  async contents(code: string, type: string): Promise<Content[]> {
    const { published } = await this.execute(code);
    return published.filter(({ header }) => header.msg_type === type).map(({ content }) => content);
  }

  async heartbeat(word: string): Promise<string> {
    this.peers.get('hb')?.send([Buffer.alloc(0), Buffer.from(word)]);
    return until(() => this.echoes.find((echo) => echo === word));
  }

  private async connect(): Promise<void> {
    const types = { shell: 'DEALER', control: 'DEALER', stdin: 'DEALER', iopub: 'SUB', hb: 'REQ' };
    for (const name of channels) {
      const socket = await this.reach(name);
      const ready = new Promise<Peer>((resolve) => {
        const peer = new Peer(socket, types[name], {
          ready: resolve,
          message: (_, parts) => this.receive(name, parts),
          command: () => undefined,
          gone: () => undefined,
        });
        this.peers.set(name, peer);
      });
      await ready;
    }
    this.peers.get('iopub')?.send([Buffer.from([1])]);
  }

  /** The process listens when it has started. */
  private async reach(name: ChannelName): Promise<Socket> {
    for (;;) {
      const socket = connect(this.ports[name], '127.0.0.1');
      const isOpen = await Promise.race([
        once(socket, 'connect').then(() => true),
        once(socket, 'error').then(() => false),
      ]).catch(() => false);
      if (isOpen) return socket;
      if (this.process.exitCode !== null) throw new Error(`The kernel ended with ${this.process.exitCode}.`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  private receive(name: ChannelName, parts: Buffer[]): void {
    if (name === 'hb') this.echoes.push(parts.at(-1)?.toString() ?? '');
    else if (name === 'iopub') this.iopub.push(decodeMessage(parts, this.signer));
    else (name === 'stdin' ? this.stdin : this.replies).push(decodeMessage(parts, this.signer));
  }
}

/** Resolves once something is there; the test's own limit is the only clock. */
export async function until<T>(find: () => T | undefined): Promise<T> {
  for (;;) {
    const found = find();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('There is no free port.');
  return address.port;
}
