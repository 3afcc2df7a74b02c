import type { Readable, Writable } from 'node:stream';

/** A reply that never comes must not hold a cell up: this long it is waited for. */
const limitMs = 5000;

interface Reply {
  id?: number;
  method?: string;
  result?: unknown;
}

/** The frames of the Language Server Protocol: `Content-Length: 12`, an empty line, JSON. */
export class JsonRpc {
  private readonly waiting = new Map<number, (result: unknown) => void>();
  private received = Buffer.alloc(0);
  private count = 0;

  constructor(
    incoming: Readable,
    private readonly outgoing: Writable,
  ) {
    incoming.on('data', (chunk: Buffer) => this.receive(chunk));
    // A server that has gone answers nothing: see `close`.
    outgoing.on('error', () => undefined);
  }

  /** No answer comes any more: nobody is to wait for one. */
  close(): void {
    for (const settle of this.waiting.values()) settle(undefined);
  }

  notify(method: string, params: object): void {
    this.send({ method, params });
  }

  /** Undefined where no answer comes in time. */
  request(method: string, params: object): Promise<unknown> {
    const id = ++this.count;
    return new Promise((resolve) => {
      const settle = (result: unknown) => {
        clearTimeout(limit);
        this.waiting.delete(id);
        resolve(result);
      };
      const limit = setTimeout(() => settle(undefined), limitMs);
      this.waiting.set(id, settle);
      this.send({ id, method, params });
    });
  }

  private send(message: object): void {
    const json = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.outgoing.write(`Content-Length: ${Buffer.byteLength(json)}\r\n\r\n${json}`);
  }

  private receive(chunk: Buffer): void {
    this.received = Buffer.concat([this.received, chunk]);
    for (let message = this.next(); message; message = this.next()) {
      // What the server asks or tells in its turn is for editors.
      if (message.method === undefined && message.id !== undefined) this.waiting.get(message.id)?.(message.result);
    }
  }

  private next(): Reply | undefined {
    const head = this.received.indexOf('\r\n\r\n');
    if (head < 0) return undefined;
    const start = head + 4;
    const end = start + Number(/Content-Length: *(\d+)/i.exec(this.received.toString('latin1', 0, head))?.[1] ?? 0);
    if (this.received.length < end) return undefined;
    const json = this.received.toString('utf8', start, end);
    this.received = this.received.subarray(end);
    return JSON.parse(json) as Reply;
  }
}
