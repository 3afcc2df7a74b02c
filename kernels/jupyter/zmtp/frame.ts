/** Frames of ZMTP 3: [flags][size, 1 or 8 bytes][body]. */
const more = 1;
const long = 2;
const command = 4;
const largestShort = 255;

/** No Jupyter message is larger: beyond it the stream is garbage, or somebody wants our memory. */
const largestBody = 512 * 1024 * 1024;

export interface ZmtpFrame {
  isCommand: boolean;
  hasMore: boolean;
  body: Buffer;
}

export function encodeFrame({ isCommand, hasMore, body }: ZmtpFrame): Buffer {
  const isLong = body.byteLength > largestShort;
  const header = Buffer.alloc(isLong ? 9 : 2);
  header[0] = (hasMore ? more : 0) | (isLong ? long : 0) | (isCommand ? command : 0);
  if (isLong) header.writeBigUInt64BE(BigInt(body.byteLength), 1);
  else header[1] = body.byteLength;
  return Buffer.concat([header, body]);
}

/** A message is the frames up to the first without `more`. */
export function encodeMessage(parts: readonly Buffer[]): Buffer {
  const last = parts.length - 1;
  return Buffer.concat(parts.map((body, index) => encodeFrame({ isCommand: false, hasMore: index < last, body })));
}

/** How many bytes the frame takes that begins here, as far as its head is known. Throws on what is no frame. */
export function frameSize(bytes: Buffer): number {
  const [flags = 0, short = 0] = bytes;
  if (flags > (more | long | command)) throw new Error('This is no ZMTP frame.');
  if ((flags & long) === 0) return 2 + short;
  if (bytes.byteLength < 9) return 9;
  const length = bytes.readBigUInt64BE(1);
  if (length > largestBody) throw new Error('A ZMTP frame is larger than any message.');
  return 9 + Number(length);
}

/** @param bytes one whole frame */
export function decodeFrame(bytes: Buffer): ZmtpFrame {
  const [flags = 0] = bytes;
  const body = bytes.subarray((flags & long) === 0 ? 2 : 9);
  return { isCommand: (flags & command) !== 0, hasMore: (flags & more) !== 0, body };
}
