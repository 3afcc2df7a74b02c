/**
 * ZMTP 3.1 (rfc.zeromq.org/spec/37): each side first sends 64 bytes, a signature, the version, the security mechanism.
 * Only NULL is spoken: Jupyter signs its messages instead.
 */
export const greetingBytes = 64;

const mechanism = 'NULL';
const mechanismOffset = 12;
const mechanismBytes = 20;

export function greeting(): Buffer {
  const bytes = Buffer.alloc(greetingBytes);
  bytes[0] = 0xff;
  bytes[9] = 0x7f;
  bytes[10] = 3;
  bytes[11] = 1;
  bytes.write(mechanism, mechanismOffset, 'latin1');
  return bytes;
}

/** False for bytes that are no greeting, for versions before 3, and for mechanisms other than NULL. */
export function isUnderstood(bytes: Buffer): boolean {
  const named = bytes.toString('latin1', mechanismOffset, mechanismOffset + mechanismBytes).replace(/\0+$/, '');
  return bytes[0] === 0xff && bytes[9] === 0x7f && (bytes[10] ?? 0) >= 3 && named === mechanism;
}

/** Whether what has come so far can still become a greeting: garbage is not waited for. */
export function mayBeGreeting(bytes: Buffer): boolean {
  return bytes[0] === 0xff && (bytes.byteLength < 10 || bytes[9] === 0x7f);
}
