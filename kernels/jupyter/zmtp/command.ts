import { encodeFrame } from './frame';

/** Commands of ZMTP 3.1: [name size][name][data]. */
export interface Command {
  name: string;
  data: Buffer;
}

export function encodeCommand(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from([name.length]), Buffer.from(name, 'latin1'), data]);
  return encodeFrame({ isCommand: true, hasMore: false, body });
}

export function decodeCommand(body: Buffer): Command {
  const end = 1 + (body[0] ?? 0);
  if (end === 1 || end > body.byteLength) throw new Error('This is no ZMTP command.');
  return { name: body.toString('latin1', 1, end), data: body.subarray(end) };
}

/** Properties of READY: [name size][name][value size, 4 bytes][value] … */
export function encodeProperties(properties: Readonly<Record<string, string>>): Buffer {
  return Buffer.concat(
    Object.entries(properties).flatMap(([name, value]) => {
      const size = Buffer.alloc(4);
      size.writeUInt32BE(Buffer.byteLength(value));
      return [Buffer.from([name.length]), Buffer.from(name, 'latin1'), size, Buffer.from(value)];
    }),
  );
}

/** By name in lower case: the standard says that case does not matter. */
export function decodeProperties(data: Buffer): Map<string, Buffer> {
  const properties = new Map<string, Buffer>();
  for (let at = 0; at < data.byteLength; ) {
    const valueAt = at + 1 + (data[at] ?? 0) + 4;
    if (valueAt > data.byteLength) throw new Error('A property of READY is cut.');
    const end = valueAt + data.readUInt32BE(valueAt - 4);
    if (end > data.byteLength) throw new Error('A property of READY is cut.');
    properties.set(data.toString('latin1', at + 1, valueAt - 4).toLowerCase(), data.subarray(valueAt, end));
    at = end;
  }
  return properties;
}
