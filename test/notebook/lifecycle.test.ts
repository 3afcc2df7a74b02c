import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { KernelClient } from '../../kernels/client/kernelClient';
import { isAlive } from '../support/isAlive';
import { kernelDirectory, TestKernel, temporaryFolder } from './support/testKernel';

async function gone(pid: number): Promise<void> {
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('the life of a kernel', () => {
  it('tells whoever waits why it died', async () => {
    const kernel = await TestKernel.start();
    const ended = new Promise((resolve) => kernel.client.on('ended', resolve));
    const running = kernel.failure('console.error("last words"); await new Promise(() => {})');
    await kernel.until(() => kernel.text('e1', 'stderr') !== '');
    process.kill(kernel.client.pid ?? 0, 'SIGKILL');
    expect(await running).toMatchObject({ name: 'KernelEnded', message: expect.stringContaining('signal SIGKILL') });
    expect(await ended).toMatchObject({ expected: false });
    expect((await kernel.failure('1')).message).toContain('signal SIGKILL');
    expect(await kernel.client.interrupt()).toBe('idle');
    await expect(kernel.client.describeBackend()).rejects.toThrow('The kernel ended');
  });

  it('tells the last lines of a crash', async () => {
    const kernel = await TestKernel.start();
    const error = await kernel.failure('process.abort()');
    expect(error.message).toContain('SIGABRT');
  });

  it('delivers everything before process.exit', async () => {
    const kernel = await TestKernel.start();
    const error = await kernel.failure('for (let i = 0; i < 20000; i++) console.log(i); process.exit(3)');
    expect(error).toMatchObject({
      name: 'KernelEnded',
      message: 'The cell called process.exit(3), which ended the kernel.',
    });
    expect(error.hint).toContain('Restart');
    expect(kernel.text('e1').endsWith('19999\n')).toBe(true);
    await kernel.until(() => kernel.client.ended !== undefined);
    expect(kernel.client.ended?.message).toContain('exit code 3');
  });

  it('shuts down when asked, also in the middle of a loop', async () => {
    const kernel = await TestKernel.start();
    const running = kernel.execute('console.log("begun"); for (;;) {}');
    await kernel.until(() => kernel.text('e1') !== '');
    await kernel.client.shutdown();
    expect(await running).toMatchObject({
      status: 'error',
      error: { message: expect.stringContaining('it was shut down') },
    });
  });

  it.each(['kill', 'shutdown'] as const)('takes the children of its cells along at %s', async (end) => {
    const kernel = await TestKernel.start();
    const pid = Number(await kernel.value("require('node:child_process').spawn('sleep', ['1000']).pid"));
    expect(isAlive(pid)).toBe(true);
    await kernel.client[end]();
    await gone(pid);
  });

  it('goes along when the notebook is moved: variables stay, relative names start from the new folder', async () => {
    const helper = (name: string) => `export const where: string = '${name}'`;
    const files = { 'helper.ts': helper('old'), 'new/helper.ts': helper('new'), 'new/data.txt': 'there' };
    const kernel = await TestKernel.start(files);
    await kernel.value("let kept = 5; import { where } from './helper'; 0");
    await kernel.client.moveTo(join(kernel.folder, 'new', 'other.ipynb'));
    expect(await kernel.value('[kept, where].join()')).toBe("'5,old'");
    expect(await kernel.value("import { where } from './helper'\nwhere")).toBe("'new'");
    expect(await kernel.value("require('./helper').where")).toBe("'new'");
    expect(await kernel.value("require('node:fs').readFileSync('data.txt', 'utf8')")).toBe("'there'");
    const names = '[__filename, __dirname, import.meta.filename, import.meta.dirname]';
    const last = "name.slice(require('node:path').dirname(__dirname).length + 1)";
    expect(await kernel.value(`${names}.map((name) => ${last}).join()`)).toBe(
      "'new/other.ipynb,new,new/other.ipynb,new'",
    );
    await expect(kernel.client.moveTo(join(kernel.folder, 'nowhere', 'a.ipynb'))).rejects.toThrow('ENOENT');
  });

  it('leaves a child that a cell started to live on its own', async () => {
    const kernel = await TestKernel.start();
    const apart = "require('node:child_process').spawn('sleep', ['1000'], { detached: true, stdio: 'ignore' }).pid";
    const pid = Number(await kernel.value(apart));
    await kernel.client.shutdown();
    expect(isAlive(pid)).toBe(true);
    process.kill(pid);
  });

  it('ends when the channel is cut, even in the middle of a loop', async () => {
    const { child, channel, pid } = await bareKernel();
    channel.write(frame({ id: 1, method: 'execute', params: [request('for (;;) {}')] }));
    channel.destroy();
    await once(child, 'exit');
    expect(isAlive(pid)).toBe(false);
  });

  it('ends when it hears garbage', async () => {
    const { child, channel } = await bareKernel();
    channel.write('this is no frame, and there is no way back into step');
    const [, signal] = await once(child, 'exit');
    expect(signal).toBe('SIGKILL');
  });

  it('is ended when it speaks garbage: a cell wrote to its channel', async () => {
    const kernel = await TestKernel.start();
    const error = await kernel.failure(
      "require('node:fs').writeSync(3, 'garbage on the line'); await new Promise(() => {})",
    );
    expect(error.message).toContain('something that is no message');
  });

  it('says what is wrong when it cannot start', async () => {
    const notebookPath = join(temporaryFolder(), 'n.ipynb');
    const start = (options: object) => KernelClient.start({ kernelDirectory, notebookPath, ...options });
    await expect(start({ executable: '/no/such/node' })).rejects.toThrow(
      'Cannot run /no/such/node: there is no such program',
    );
    await expect(start({ kernelDirectory: temporaryFolder() })).rejects.toThrow("The kernel's program is missing");
    await expect(start({ kernelDirectory: temporaryFolder({ 'main.cjs': 'syntax error here' }) })).rejects.toThrow(
      /could not start[\s\S]*SyntaxError/,
    );
    await expect(start({ notebookPath: '/no/such/folder/n.ipynb' })).rejects.toThrow(
      "notebook's folder does not exist",
    );
    await expect(
      start({ kernelDirectory: silent('setInterval(() => {}, 1000)'), startTimeoutMs: 300 }),
    ).rejects.toThrow('said nothing');
    await expect(start({ kernelDirectory: silent(ready('18.19.0', 1)) })).rejects.toThrow('Node.js 18.19.0 is too old');
    await expect(start({ kernelDirectory: silent(ready('20.1.0', 99)) })).rejects.toThrow('protocol 99');
  });
});

function silent(program: string): string {
  return temporaryFolder({ 'main.cjs': program });
}

/** A program that only says it is ready, as an old or foreign build would. */
function ready(node: string, protocolVersion: number): string {
  const bytes = [...frame({ event: 'ready', params: { node, protocolVersion, pid: 1 } })];
  return `require('node:fs').writeSync(3, Buffer.from(${JSON.stringify(bytes)})); setInterval(() => {}, 1000)`;
}

function frame(message: object): Buffer {
  const json = Buffer.from(JSON.stringify(message));
  const header = Buffer.alloc(8);
  header.writeUInt32LE(json.byteLength, 0);
  return Buffer.concat([header, json]);
}

function request(source: string) {
  return { executionId: 'e', cellId: 'c', cellNumber: 1, language: 'typescript', source };
}

/** A kernel without its client: whoever starts one may misbehave. */
async function bareKernel() {
  const stdio = ['ignore', 'ignore', 'ignore', 'pipe'] as const;
  const child = spawn(process.execPath, [join(kernelDirectory, 'main.cjs'), join(temporaryFolder(), 'n.ipynb')], {
    stdio: [...stdio],
    detached: true,
  });
  const channel = child.stdio[3] as unknown as Duplex;
  await once(channel, 'data');
  channel.on('error', () => undefined);
  return { child, channel, pid: child.pid ?? 0 };
}
