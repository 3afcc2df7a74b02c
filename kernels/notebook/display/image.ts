import type { MimeBundle } from '../../lab/host';

const signatures: [type: string, bytes: number[]][] = [
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
];

/** Bytes that begin like a picture are shown as one. */
export function imageBundle(bytes: Uint8Array): MimeBundle | undefined {
  const found = signatures.find(([, signature]) => signature.every((byte, index) => bytes[index] === byte));
  if (!found) return undefined;
  const [type] = found;
  return { [type]: Buffer.from(bytes).toString('base64'), 'text/plain': `${type}, ${bytes.byteLength} bytes` };
}
