import { once } from 'node:events';
import { beforeAll, describe, expect, it } from 'vitest';
import { Signer } from '../../kernels/jupyter/signer';
import { encodeProperties } from '../../kernels/jupyter/zmtp/command';
import { greeting } from '../../kernels/jupyter/zmtp/greeting';
import { JupyterClient } from './support/jupyterClient';

describe('whoever connects and is no Jupyter client', () => {
  let client: JupyterClient;
  beforeAll(async () => {
    client = await JupyterClient.start();
  });

  async function isWell(): Promise<void> {
    expect((await client.execute('1')).reply.status).toBe('ok');
    expect(await client.heartbeat(`beat ${Math.random()}`)).toContain('beat');
  }

  const ready = (properties: Buffer) => {
    const body = Buffer.concat([Buffer.from('\x05READY', 'latin1'), properties]);
    return Buffer.concat([Buffer.from([4, body.byteLength]), body]);
  };
  const curve = Buffer.from(greeting());
  curve.write('CURVE', 12, 'latin1');
  const garbage: [what: string, bytes: Buffer][] = [
    ['a browser', Buffer.from('GET / HTTP/1.0\r\n\r\n')],
    ['noise', Buffer.from(Array.from({ length: 500 }, (_, index) => (index * 7919) % 256))],
    ['another mechanism', curve],
    ['a message before the handshake', Buffer.concat([greeting(), Buffer.from([0, 1, 65])])],
    ['a command that is cut', Buffer.concat([greeting(), Buffer.from([4, 3, 50, 65, 66])])],
    ['properties that are cut', Buffer.concat([greeting(), ready(Buffer.from([200, 65]))])],
    [
      'a frame of 2^60 bytes',
      Buffer.concat([
        greeting(),
        ready(encodeProperties({ 'Socket-Type': 'DEALER' })),
        Buffer.from([2, 16, 0, 0, 0, 0, 0, 0, 0]),
      ]),
    ],
    [
      'unknown flags',
      Buffer.concat([greeting(), ready(encodeProperties({ 'Socket-Type': 'DEALER' })), Buffer.from([255, 0])]),
    ],
  ];
  it.each(garbage)('is cut off when it sends %s', async (_, bytes) => {
    for (const channel of ['shell', 'iopub', 'hb'] as const) {
      const socket = await client.open(channel);
      socket.resume();
      socket.write(bytes);
      await once(socket, 'close');
    }
    await isWell();
  });

  it('may leave at any moment', async () => {
    const whole = Buffer.concat([
      greeting(),
      ready(encodeProperties({ 'Socket-Type': 'DEALER' })),
      Buffer.from([1, 200, 65]),
    ]);
    for (const cut of [1, 10, 63, 64, 70, whole.byteLength]) {
      const socket = await client.open('shell');
      socket.write(whole.subarray(0, cut));
      socket.destroy();
    }
    const silent = await client.open('shell');
    await isWell();
    silent.destroy();
  });

  it('may speak a byte at a time', async () => {
    const socket = await client.open('hb');
    const heard: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => heard.push(chunk));
    const beat = Buffer.from([1, 0, 0, 2, 104, 105]);
    for (const byte of Buffer.concat([greeting(), ready(encodeProperties({ 'Socket-Type': 'REQ' })), beat])) {
      socket.write(Buffer.from([byte]));
      await new Promise(setImmediate);
    }
    while (!Buffer.concat(heard).includes(beat)) await once(socket, 'data');
    socket.destroy();
  });

  it('gives no orders without the key, nor with parts that are no objects', async () => {
    const order = { code: 'globalThis.taken = true' };
    client.send('shell', 'execute_request', order, new Signer('another key', 'sha256'));
    client.send('shell', 'execute_request', order, new Signer('', 'sha256'));
    client.send('control', 'shutdown_request', {}, new Signer('another key', 'sha256'));
    client.send('shell', 'execute_request', [] as never);
    expect(await client.contents('typeof globalThis.taken', 'execute_result')).toMatchObject([
      { data: { 'text/plain': "'undefined'" } },
    ]);
  });

  it('hears nothing of a request that nobody knows, but that it is over', async () => {
    const published = await client.idle(client.send('shell', 'no_such_request'));
    expect(published).toHaveLength(2);
    await isWell();
  });

  it('loses none of 100,000 lines, and nothing of a megabyte in one', async () => {
    const lines = await client.contents('for (let i = 0; i < 1e5; i++) console.log(i)', 'stream');
    expect(
      lines
        .map(({ text }) => text)
        .join('')
        .split('\n'),
    ).toHaveLength(100_001);
    const [long] = await client.contents('console.log("x".repeat(1e6))', 'stream');
    expect(long?.text).toHaveLength(1e6 + 1);
  });

  it('says so when a cell hears no interrupt, and starts afresh', async () => {
    const id = client.send('shell', 'execute_request', {
      code: "require('node:child_process').execSync('sleep 1000')",
    });
    await client.heartbeat('begun');
    await new Promise((resolve) => setTimeout(resolve, 300));
    await client.request('control', 'interrupt_request');
    expect((await client.replyTo(id)).content).toMatchObject({
      status: 'error',
      ename: 'KernelEnded',
      evalue: expect.stringContaining('did not react to the interrupt'),
    });
    await isWell();
  });
});
