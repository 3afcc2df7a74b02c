import { readFileSync } from 'node:fs';
import type { Address } from './zmtp/server';

export type ChannelName = 'shell' | 'iopub' | 'stdin' | 'control' | 'hb';

const channelNames: readonly ChannelName[] = ['shell', 'iopub', 'stdin', 'control', 'hb'];

/** Where a Jupyter client wants the kernel to listen, and the key that their messages are signed with. */
export interface ConnectionInfo {
  addresses: Record<ChannelName, Address>;
  /** Empty: messages are not signed. */
  key: string;
  /** As `node:crypto` names it: 'sha256'. */
  digest: string;
}

/** Reads a connection file; throws, in words, when it is none. */
export function readConnectionFile(path: string): ConnectionInfo {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The connection file ${path} cannot be read: ${reason}`);
  }
  return connectionInfo(parsed as Record<string, unknown>, path);
}

function connectionInfo(fields: Record<string, unknown>, path: string): ConnectionInfo {
  const { transport = 'tcp', ip = '127.0.0.1', key = '', signature_scheme: scheme = 'hmac-sha256' } = fields;
  if (transport !== 'tcp' && transport !== 'ipc') throw new Error(`${path}: the transport "${transport}" is unknown.`);
  if (typeof scheme !== 'string' || !scheme.startsWith('hmac-')) {
    throw new Error(`${path}: the signature scheme "${scheme}" is unknown.`);
  }
  const addresses = Object.fromEntries(
    channelNames.map((name) => {
      const port = fields[`${name}_port`];
      if (typeof port !== 'number') throw new Error(`${path} has no ${name}_port.`);
      return [name, transport === 'ipc' ? { path: `${ip}-${port}` } : { host: String(ip), port }];
    }),
  ) as Record<ChannelName, Address>;
  return { addresses, key: String(key), digest: scheme.slice('hmac-'.length) };
}
