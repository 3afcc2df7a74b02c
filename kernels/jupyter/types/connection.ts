import type { ChildProcess } from 'node:child_process';
import { setTimeout as after } from 'node:timers/promises';
import type { MessageConnection } from 'vscode-jsonrpc/node';

/** A reply that never comes must not hold a cell up: this long it is waited for. */
const limitMs = 5000;

/** vscode-jsonrpc is read with the first question: a kernel that nobody asks starts the sooner. */
export async function connect({ stdout, stdin }: ChildProcess): Promise<MessageConnection> {
  if (!stdout || !stdin) throw new Error('The language server was started without pipes.');
  const rpc = await import('vscode-jsonrpc/node');
  const reader = new rpc.StreamMessageReader(stdout);
  const connection = rpc.createMessageConnection(reader, new rpc.StreamMessageWriter(stdin));
  connection.listen();
  return connection;
}

/** Undefined where no answer comes in time. */
export async function replyOf(connection: MessageConnection, method: string, parameters: object): Promise<unknown> {
  const limit = new AbortController();
  try {
    const late = after(limitMs, undefined, { signal: limit.signal });
    return await Promise.race([connection.sendRequest<unknown>(method, parameters), late]);
  } finally {
    limit.abort();
  }
}
