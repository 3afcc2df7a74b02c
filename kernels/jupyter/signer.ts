import { createHmac, timingSafeEqual } from 'node:crypto';

/** Signs messages with the key of the connection file, so that nobody else on this machine can give orders. */
export class Signer {
  constructor(
    private readonly key: string,
    private readonly digest: string,
  ) {}

  /** In hexadecimal digits; empty where messages are not signed. */
  sign(parts: readonly Buffer[]): string {
    if (this.key === '') return '';
    const hmac = createHmac(this.digest, this.key);
    for (const part of parts) hmac.update(part);
    return hmac.digest('hex');
  }

  /** Takes as long for a nearly right signature as for a wrong one. */
  isSignedBy(parts: readonly Buffer[], signature: Buffer): boolean {
    const right = Buffer.from(this.sign(parts));
    return right.byteLength === signature.byteLength && timingSafeEqual(right, signature);
  }
}
