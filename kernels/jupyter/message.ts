import { randomUUID } from 'node:crypto';
import type { Signer } from './signer';

/** Version of the messaging protocol that we speak. */
export const protocolVersion = '5.5';

export interface Header {
  msg_id: string;
  session: string;
  username: string;
  date: string;
  msg_type: string;
  version: string;
}

export type Content = Record<string, unknown>;

/** A message of jupyter-client.readthedocs.io/en/stable/messaging.html. */
export interface Message {
  /** Routing parts before the delimiter; a reply repeats them. */
  identities: Buffer[];
  header: Header;
  /** Of the message that caused this one; empty when none did. */
  parent: Header | Record<string, never>;
  metadata: Content;
  content: Content;
  buffers: Buffer[];
}

const delimiter = Buffer.from('<IDS|MSG>');
const signedParts = 4;

export function newHeader(type: string, session: string): Header {
  const date = new Date().toISOString();
  return { msg_id: randomUUID(), session, username: 'activation-lab', date, msg_type: type, version: protocolVersion };
}

export function encodeMessage({ identities, header, parent, metadata, content, buffers }: Message, signer: Signer) {
  const parts = [header, parent, metadata, content].map((part) => Buffer.from(JSON.stringify(part)));
  return [...identities, delimiter, Buffer.from(signer.sign(parts)), ...parts, ...buffers];
}

/** Throws when a part is missing, is no JSON object, or is not signed with our key. */
export function decodeMessage(parts: readonly Buffer[], signer: Signer): Message {
  const at = parts.findIndex((part) => part.equals(delimiter));
  const [signature, ...rest] = parts.slice(at + 1);
  const signed = rest.slice(0, signedParts);
  if (at < 0 || !signature || signed.length < signedParts) throw new Error('This is no Jupyter message.');
  if (!signer.isSignedBy(signed, signature)) throw new Error('The signature of a message is wrong.');
  const [header, parent, metadata, content] = signed.map(objectIn);
  if (!isHeader(header)) throw new Error('The header of a message lacks its type or id.');
  return {
    identities: parts.slice(0, at),
    header,
    parent: isHeader(parent) ? parent : {},
    metadata: metadata ?? {},
    content: content ?? {},
    buffers: rest.slice(signedParts),
  };
}

function objectIn(part: Buffer): Content {
  const value: unknown = JSON.parse(part.toString());
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('A part is no JSON object.');
  return value as Content;
}

function isHeader(value: unknown): value is Header {
  if (typeof value !== 'object' || value === null || !('msg_type' in value) || !('msg_id' in value)) return false;
  return typeof value.msg_type === 'string' && typeof value.msg_id === 'string';
}
