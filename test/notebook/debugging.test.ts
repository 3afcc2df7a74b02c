import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Debugger } from './support/debugger';
import { TestKernel } from './support/testKernel';

/** Addresses on which a process listens, as Linux tells them. */
function listening(pid: number): string[] {
  const descriptors = readdirSync(`/proc/${pid}/fd`).map((fd) => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${fd}`);
    } catch {
      return '';
    }
  });
  const sockets = new Set(descriptors.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []));
  return ['tcp', 'tcp6'].flatMap((family) =>
    readFileSync(`/proc/${pid}/net/${family}`, 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => fields[3] === '0A' && sockets.has(fields[9] ?? ''))
      .map((fields) => fields[1] ?? ''),
  );
}

describe('debugging a cell', () => {
  it('stops at a line of the TypeScript, steps, shows variables and goes on, with the state kept', async () => {
    const kernel = await TestKernel.start();
    await kernel.execute('const before = 20;');
    const url = await kernel.client.openInspector();
    const tool = await Debugger.attach(url);
    const running = kernel.execute(
      'interface Unused { gone: true }\n\nlet sum: number = before;\nfor (const n of [1, 2] as const) {\n  sum += n;\n}\nsum',
    );
    const script = await tool.scriptWithMap();
    await tool.breakAtOriginal(script, 5);
    await tool.send('Debugger.resume');
    expect(await tool.pausedLine(script)).toBe(5);
    expect(await tool.evaluateOnTop('[before, sum, n].join()')).toBe('20,20,1');
    await tool.send('Debugger.stepOver');
    await tool.pausedLine(script);
    expect(await tool.evaluateOnTop('sum')).toBe(21);
    await tool.send('Debugger.disable');
    tool.detach();
    expect((await running).status).toBe('ok');
    await kernel.client.closeInspector();
    expect(await kernel.value('sum')).toBe('23');
    expect(kernel.text(null, 'stderr')).toBe('');
    expect(kernel.text('e2', 'stderr')).toBe('');
  });

  it('opens a port of this machine alone, and only while it lasts', async (context) => {
    context.skip(process.platform !== 'linux', 'Only /proc tells which process listens.');
    const kernel = await TestKernel.start();
    const pid = kernel.client.pid ?? 0;
    await kernel.execute('1');
    expect(listening(pid)).toEqual([]);
    const url = await kernel.client.openInspector();
    const port = Number(new URL(url).port).toString(16).toUpperCase().padStart(4, '0');
    expect(listening(pid)).toEqual([`0100007F:${port}`]);
    await kernel.client.closeInspector();
    expect(listening(pid)).toEqual([]);
    expect(await kernel.value('1 + 1')).toBe('2');
  });

  it('does not keep Stop from ending a cell that a debugger holds', async () => {
    const kernel = await TestKernel.start();
    const url = await kernel.client.openInspector();
    const tool = await Debugger.attach(url);
    const running = kernel.execute('let steps = 1;\ndebugger;\nsteps = 2;');
    await tool.paused(({ reason }) => reason !== 'Break on start' && reason !== 'instrumentation');
    expect(await kernel.client.interrupt()).toBe('stopped');
    expect((await running).status).toBe('interrupted');
    tool.detach();
    await kernel.client.closeInspector();
    expect(await kernel.value('steps')).toBe('1');
  });

  it('survives a debugger that goes away without a word', async () => {
    const kernel = await TestKernel.start();
    const url = await kernel.client.openInspector();
    const tool = await Debugger.attach(url);
    const running = kernel.execute('let kept = 1;\ndebugger;\nkept = 2;');
    await tool.paused(({ reason }) => reason !== 'instrumentation');
    tool.detach();
    expect((await running).status).toBe('ok');
    await kernel.client.closeInspector();
    expect(await kernel.value('kept')).toBe('2');
  });
});
