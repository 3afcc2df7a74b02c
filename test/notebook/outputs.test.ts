import { describe, expect, it } from 'vitest';
import type { WrittenActivation } from '../../kernels/activations/writtenActivation';
import { evaluatorOf } from '../../kernels/expression/evaluator';
import { readExpression } from '../../kernels/expression/written';
import { TestKernel } from './support/testKernel';

const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

describe('outputs', () => {
  it('loses none of 100,000 lines and keeps their order', async () => {
    const kernel = await TestKernel.start();
    const reply = await kernel.execute('for (let i = 0; i < 1e5; i++) console.log(i)');
    expect(reply.status).toBe('ok');
    const lines = kernel.text('e1').split('\n');
    expect(lines).toHaveLength(100_001);
    expect(lines.slice(0, -1).every((line, index) => line === String(index))).toBe(true);
    // Coalesced: 30 writes a second and not one event a line.
    expect(kernel.streams.length).toBeLessThan(1000);
  });

  it('keeps stdout and stderr apart and in order', async () => {
    const kernel = await TestKernel.start();
    await kernel.execute(
      'console.log(1); console.error(2); process.stdout.write("3"); console.warn(4); console.table([{ a: 5 }])',
    );
    expect(kernel.streams.map(({ name, text }) => [name, text.split('\n')[0]])).toEqual([
      ['stdout', '1'],
      ['stderr', '2'],
      ['stdout', '3'],
      ['stderr', '4'],
      ['stdout', '┌─────────┬───┐'],
    ]);
  });

  it('goes through a console that a cell makes for itself', async () => {
    const kernel = await TestKernel.start();
    expect(await kernel.execute('new console.Console(process.stdout).log("own")')).toMatchObject({ status: 'ok' });
    expect(kernel.streams.at(-1)?.text).toBe('own\n');
  });

  it('arrives while a loop runs that never yields', async () => {
    const kernel = await TestKernel.start();
    const running = kernel.execute('console.log("first"); console.log("second"); for (;;) {}');
    await kernel.until(() => kernel.text('e1') === 'first\nsecond\n');
    await kernel.client.interrupt();
    expect((await running).status).toBe('interrupted');
  });

  it('belongs to the cell whose code made it, however late', async () => {
    const kernel = await TestKernel.start();
    await kernel.execute(
      'setTimeout(() => console.log("timer"), 40); (async () => { await null; console.log("micro"); await new Promise((r) => setTimeout(r, 20)); console.log("await") })(); 0',
    );
    await kernel.execute('await new Promise((resolve) => setTimeout(resolve, 100)); console.log("second cell")');
    expect(kernel.text('e1')).toBe('micro\nawait\ntimer\n');
    expect(kernel.text('e2')).toBe('second cell\n');
  });

  it('includes child processes and whatever writes to the file descriptors', async () => {
    const kernel = await TestKernel.start();
    const child = `spawnSync(process.execPath, ['-e', 'console.log("from a child"); console.error("its error")'], { stdio: 'inherit' })`;
    const write = 'fs.writeSync(1, "x".repeat(300000))';
    await kernel.execute(
      `const { spawnSync } = require('node:child_process'); const fs = require('node:fs')\n${child}\n${write}; 0`,
    );
    expect(kernel.text('e1')).toBe(`from a child\n${'x'.repeat(300_000)}`);
    expect(kernel.text('e1', 'stderr')).toBe('its error\n');
  });

  it('shows what an object says of itself, pictures, errors and bounded previews', async () => {
    const kernel = await TestKernel.start();
    await kernel.execute(
      '({ [Symbol.for("Jupyter.display")]: () => ({ "text/html": "<b>x</b>", "text/plain": "x" }) })',
    );
    await kernel.execute(`Buffer.from('${png}', 'base64')`);
    await kernel.execute('Array.from({ length: 1e6 }, (_, index) => index)');
    await kernel.execute(
      '({ get bad() { throw new Error("no") }, [Symbol.for("nodejs.util.inspect.custom")]() { throw new Error("never") } })',
    );
    const [own, picture, long, hostile] = kernel.displays.map(({ bundle }) => bundle);
    expect(own).toEqual({ 'text/html': '<b>x</b>', 'text/plain': 'x' });
    expect(picture).toMatchObject({ 'image/png': png });
    expect(String(long?.['text/plain']).length).toBeLessThan(2000);
    expect(hostile?.['text/plain']).toBe('[cannot be shown: never]');
  });

  it('keeps characters whole that are written in halves, by whoever writes', async () => {
    const kernel = await TestKernel.start();
    const child = `child.write(euro.subarray(0, 1)); setTimeout(() => child.write(euro.subarray(1)), 50)`;
    await kernel.execute(`const euro = Buffer.from('€');
process.stdout.write(euro.subarray(0, 2)); process.stdout.write(euro.subarray(2)); process.stdout.write('C3A4', 'hex');
const { spawnSync } = require('node:child_process');
spawnSync(process.execPath, ['-e', \`const child = process.stdout; const euro = Buffer.from('€'); ${child}\`], { stdio: 'inherit' });
for (const byte of Buffer.from('😀')) require('node:fs').writeSync(1, Buffer.of(byte)); 0`);
    expect([...kernel.text('e1')].sort()).toEqual([...'€ä€😀'].sort());
  });

  it('takes a write that is larger than a message can be', async () => {
    const kernel = await TestKernel.start();
    const reply = await kernel.execute('process.stdout.write("😀".repeat(25_000_000)); console.log("end")');
    expect(reply.status).toBe('ok');
    const lengths = kernel.streams.map(({ text }) => text.length);
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(50_000_004);
    expect(kernel.streams.every(({ text }) => /^(😀)*(end\n)?$/u.test(text.slice(0, 100)))).toBe(true);
    expect(Math.max(...lengths)).toBeLessThan(4_000_000);
  });

  it('keeps what was printed before the kernel was killed, and takes garbage on its descriptors', async () => {
    const kernel = await TestKernel.start();
    const garbage = 'require("node:fs").writeSync(1, Buffer.from([0xff, 0xfe, 0x00, 0x80, 0x0a]));';
    const reply = await kernel.execute(
      `${garbage} for (let i = 0; i < 1000; i++) console.log(i); setTimeout(() => process.kill(process.pid, 'SIGKILL'), 300); await new Promise(() => {})`,
    );
    expect(reply).toMatchObject({ status: 'error', error: { name: 'KernelEnded' } });
    expect(kernel.text('e1')).toContain('\ufffd\ufffd\0\ufffd\n');
    expect(kernel.text('e1')).toMatch(/\b999\n/);
  });

  it('shows once what a cell ends with showing', async () => {
    const kernel = await TestKernel.start();
    for (const cell of ['display("a")', 'await display("b")', 'const kept = await display("c"); kept.update("d")'])
      await kernel.execute(cell);
    expect(kernel.displays.map(({ bundle }) => bundle['text/plain'])).toEqual(["'a'", "'b'", "'c'", "'d'"]);
    expect(kernel.displays.every(({ isResult }) => !isResult)).toBe(true);
  });

  it('takes a picture as bytes', async () => {
    const kernel = await TestKernel.start();
    const bytes = `new Uint8Array(Buffer.from('${png}', 'base64'))`;
    await kernel.execute(`({ [Symbol.for('Jupyter.display')]: () => ({ 'image/png': ${bytes} }) })`);
    expect(kernel.displays[0]?.bundle).toEqual({ 'image/png': png });
  });

  it('shows promises and timers without what Node and the kernel note in them', async () => {
    const kernel = await TestKernel.start();
    expect(await kernel.value('const timer = setTimeout(() => {}); clearTimeout(timer); timer')).not.toMatch(
      /kResourceStore|asyncId/,
    );
    await kernel.execute('console.log({ inside: Promise.resolve(5) })');
    expect(kernel.text('e2')).toBe('{ inside: Promise { 5 } }\n');
  });

  it('updates a display in place, coalesced, and never loses its last state', async () => {
    const kernel = await TestKernel.start();
    const source = `const shown = globalThis.activationLabHost.display({ 'text/plain': 'start' })
      for (let i = 0; i < 5000; i++) shown.update({ 'text/plain': String(i) })`;
    await kernel.execute(source);
    const [first, ...updates] = kernel.displays;
    expect(first).toMatchObject({ executionId: 'e1', update: false, bundle: { 'text/plain': 'start' } });
    expect(updates.at(-1)).toMatchObject({
      update: true,
      displayId: first?.displayId,
      bundle: { 'text/plain': '4999' },
    });
    expect(updates.length).toBeLessThan(100);
  });

  it('tells the editor the activation that a cell defines', async () => {
    const kernel = await TestKernel.start();
    const defined: WrittenActivation[] = [];
    kernel.client.on('activation', (activation) => defined.push(activation));
    const source = `import { defineActivation, expression as e } from 'activation-lab';
      defineActivation({ id: 'gate', gradient: e.sigmoid(e.mul(e.parameter('a'), e.x)), parameters: [{ name: 'a', initial: 1, above: 0 }] });`;
    expect((await kernel.execute(source)).status).toBe('ok');
    expect(defined).toMatchObject([{ id: 'gate', title: 'gate', parameters: [{ name: 'a', initial: 1, above: 0 }] }]);
    const [{ forward } = { forward: [] }] = defined;
    const f = evaluatorOf(readExpression(forward));
    expect(f(3, { a: 1 }) - f(0, { a: 1 })).toBeCloseTo(Math.log1p(Math.exp(3)) - Math.LN2, 7);
  });

  it('streams metrics from a loop that never yields, in few chunks, all of them', async () => {
    const kernel = await TestKernel.start();
    const chunks: Float64Array[] = [];
    const series: unknown[] = [];
    kernel.client.on('pointValues', (values) => chunks.push(values));
    kernel.client.on('defineSeries', (definition) => series.push(definition));
    const source = `const host = globalThis.activationLabHost
      const id = host.defineSeries({ run: { id: 'r', name: 'ReLU', group: 'MLP', startedAt: 0 }, metric: 'loss', stepUnit: 'batch' })
      for (let step = 0; step < 3000; step++) { host.point(id, step, step / 2); for (let spin = 0; spin < 2e5; spin++); }`;
    await kernel.execute(source);
    const values = chunks.flatMap((chunk) => [...chunk]);
    expect(series).toEqual([expect.objectContaining({ id: 1, metric: 'loss' })]);
    expect(values).toHaveLength(9000);
    expect(values.slice(-3)).toEqual([1, 2999, 1499.5]);
    expect(chunks.length).toBeGreaterThan(1);
    expect(chunks.length).toBeLessThan(300);
  });
});
