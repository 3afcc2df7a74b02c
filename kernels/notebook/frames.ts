/** Frames of the wire: [u32 JSON bytes][u32 binary bytes][JSON][binary], little endian. */
const headerBytes = 8;
/** No honest frame is larger: beyond it the stream is garbage, not a message. */
const largestPart = 512 * 1024 * 1024;

export interface Frame {
  message: unknown;
  binary: Uint8Array;
}

const noBytes = new Uint8Array(0);

export function encodeFrame(message: unknown, binary: Uint8Array = noBytes): Buffer {
  const json = Buffer.from(JSON.stringify(message));
  const header = Buffer.allocUnsafe(headerBytes);
  header.writeUInt32LE(json.byteLength, 0);
  header.writeUInt32LE(binary.byteLength, 4);
  return Buffer.concat([header, json, binary]);
}

/** Cuts a byte stream back into frames; throws on bytes that cannot be one. */
export class FrameDecoder {
  private chunks: Buffer[] = [];
  private available = 0;

  push(chunk: Buffer): Frame[] {
    this.chunks.push(chunk);
    this.available += chunk.byteLength;
    const frames: Frame[] = [];
    for (let frame = this.next(); frame; frame = this.next()) frames.push(frame);
    return frames;
  }

  private next(): Frame | undefined {
    if (this.available < headerBytes) return undefined;
    const header = this.peek(headerBytes);
    const jsonBytes = header.readUInt32LE(0);
    const binaryBytes = header.readUInt32LE(4);
    if (jsonBytes === 0 || jsonBytes > largestPart || binaryBytes > largestPart) throw new Error(garbage(header));
    const total = headerBytes + jsonBytes + binaryBytes;
    if (this.available < total) return undefined;
    const bytes = this.take(total);
    const message: unknown = parse(bytes.subarray(headerBytes, headerBytes + jsonBytes));
    return { message, binary: bytes.subarray(headerBytes + jsonBytes) };
  }

  /** Joins the chunks only when a header or a whole frame is really there, so large frames are copied once. */
  private peek(count: number): Buffer {
    const [first] = this.chunks;
    if (first && first.byteLength >= count) return first;
    const joined = Buffer.concat(this.chunks);
    this.chunks = [joined];
    return joined;
  }

  private take(count: number): Buffer {
    const joined = this.peek(count);
    const rest = joined.subarray(count);
    this.chunks = rest.byteLength > 0 ? [rest, ...this.chunks.slice(1)] : this.chunks.slice(1);
    this.available -= count;
    return joined.subarray(0, count);
  }
}

function parse(json: Buffer): unknown {
  try {
    return JSON.parse(json.toString());
  } catch {
    throw new Error(garbage(json));
  }
}

function garbage(bytes: Buffer): string {
  return `The notebook kernel's channel carries something that is no message: ${JSON.stringify(bytes.subarray(0, 40).toString('latin1'))}`;
}
