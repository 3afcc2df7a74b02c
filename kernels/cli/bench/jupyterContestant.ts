import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { killTree } from '../../client/killTree';
import { type Content, decodeMessage, encodeMessage, type Message, newHeader } from '../../jupyter/message';
import { Signer } from '../../jupyter/signer';
import { Peer } from '../../jupyter/zmtp/peer';

const ports = ['shell', 'iopub', 'stdin', 'control', 'hb'] as const;
const startLimitMs = 60_000;
const key = 'benchmark';

/** The words that start a kernel for a connection file. */
export type Program = (connectionFile: string) => string[];

/** A Jupyter kernel of whatever make, used as a front end uses it. */
export class JupyterContestant {
  private readonly signer = new Signer(key, 'sha256');
  private shell: Peer | undefined;
  private readonly said: Message[] = [];
  private errors = '';

  /** Resolves when it has answered its first request. */
  static async start(program: Program, folder: string): Promise<JupyterContestant> {
    const places = await Promise.all(ports.map(async (name) => [`${name}_port`, await freePort()] as const));
    const info = { ip: '127.0.0.1', transport: 'tcp', key, signature_scheme: 'hmac-sha256' };
    const file = join(folder, `connection-${places[0]?.[1]}.json`);
    await writeFile(file, JSON.stringify({ ...info, ...Object.fromEntries(places) }));
    const [executable = '', ...words] = program(file);
    const stdio = ['ignore', 'ignore', 'pipe'] as const;
    const child = spawn(executable, words, { cwd: folder, stdio: [...stdio], detached: process.platform !== 'win32' });
    const contestant = new JupyterContestant(child);
    try {
      await contestant.connect(Object.fromEntries(places) as Record<`${(typeof ports)[number]}_port`, number>);
      return contestant;
    } catch (error) {
      contestant.end();
      throw error;
    }
  }

  private constructor(private readonly child: ChildProcess) {
    child.on('error', (error) => {
      this.errors += error.message;
    });
    child.stderr?.on('data', (text: Buffer) => {
      this.errors = (this.errors + text).slice(-2000);
    });
  }

  /** Milliseconds from the request to the word that the kernel is idle again. */
  async time(code: string): Promise<number> {
    const startedAt = performance.now();
    const id = this.send('execute_request', { code, silent: false, store_history: true, allow_stdin: false });
    await this.until(() => this.said.some((message) => message.parent.msg_id === id && isIdle(message)));
    const failure = this.said.find(({ parent, header }) => parent.msg_id === id && header.msg_type === 'error');
    if (failure) throw new Error(`${failure.content.ename}: ${failure.content.evalue}`);
    const took = performance.now() - startedAt;
    this.said.length = 0;
    return took;
  }

  /** Of the kernel's process and those it has started; undefined where the system does not tell. */
  use(): { megabytes: number; cpuMs: number } | undefined {
    const pid = this.child.pid;
    if (process.platform !== 'linux' || pid === undefined) return undefined;
    const all = familyOf(pid).map(useOf);
    return {
      megabytes: all.reduce((sum, { kilobytes }) => sum + kilobytes, 0) / 1000,
      cpuMs: all.reduce((sum, { ticks }) => sum + ticks, 0) * 10,
    };
  }

  end(): void {
    killTree(this.child);
  }

  private send(type: string, content: Content): string {
    const header = newHeader(type, 'benchmark');
    const message = { identities: [], header, parent: {}, metadata: {}, content, buffers: [] };
    this.shell?.send(encodeMessage(message, this.signer));
    return header.msg_id;
  }

  private async connect(at: Record<'shell_port' | 'iopub_port', number>): Promise<void> {
    const iopub = await this.peer(at.iopub_port, 'SUB');
    iopub.send([Buffer.from([1])]);
    this.shell = await this.peer(at.shell_port, 'DEALER');
    // A subscription takes a moment to arrive: asked again until it is heard.
    await this.until(() => {
      if (this.said.some(isIdle)) return true;
      this.send('kernel_info_request', {});
      return false;
    }, 50);
    this.said.length = 0;
  }

  private async peer(port: number, type: string): Promise<Peer> {
    let socket: Socket | undefined;
    await this.until(async () => {
      socket = await reach(port);
      return socket !== undefined;
    });
    return new Promise((ready) => {
      const ignore = () => undefined;
      const message = (_: Peer, parts: Buffer[]) => void this.said.push(decodeMessage(parts, this.signer));
      if (socket) new Peer(socket, type, { ready, message, command: ignore, gone: ignore });
    });
  }

  private async until(holds: () => boolean | Promise<boolean>, everyMs = 1): Promise<void> {
    const deadline = performance.now() + startLimitMs;
    while (!(await holds())) {
      const { exitCode, signalCode } = this.child;
      const gone = this.child.pid === undefined || exitCode !== null || signalCode !== null;
      if (gone) throw new Error(`it ended: ${this.errors.trim().split('\n').at(-1) || (exitCode ?? signalCode)}`);
      if (performance.now() > deadline) throw new Error(`it did not answer for ${startLimitMs / 1000} s`);
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
  }
}

function isIdle({ header, content }: Message): boolean {
  return header.msg_type === 'status' && content.execution_state === 'idle';
}

async function reach(port: number): Promise<Socket | undefined> {
  const socket = connect(port, '127.0.0.1');
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(socket));
    socket.once('error', () => resolve(undefined));
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (typeof address !== 'object' || address === null) throw new Error('There is no free port.');
  return address.port;
}

/** A process and all below it. */
function familyOf(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    const fields = Number.isInteger(pid) ? fieldsOf(pid) : [];
    if (fields.length > 0) parents.set(pid, Number(fields[1]));
  }
  const family = [root];
  for (const member of family) for (const [pid, parent] of parents) if (parent === member) family.push(pid);
  return family;
}

/** Of /proc/PID/stat, from the state on; none for a process that has gone. */
function fieldsOf(pid: number): string[] {
  try {
    return (readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? '').split(' ');
  } catch {
    return [];
  }
}

function useOf(pid: number): { kilobytes: number; ticks: number } {
  const fields = fieldsOf(pid);
  return { kilobytes: Number(fields[21] ?? 0) * 4.096, ticks: Number(fields[11] ?? 0) + Number(fields[12] ?? 0) };
}
