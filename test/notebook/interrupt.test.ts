import { beforeEach, describe, expect, it } from 'vitest';
import { TestKernel } from './support/testKernel';

describe('stopping cells', () => {
  let kernel: TestKernel;
  beforeEach(async () => {
    kernel = await TestKernel.start();
    await kernel.value('let kept = 1');
  });

  /** Runs a cell that says when it has begun, and stops it then. */
  async function stop(source: string): Promise<string> {
    const heard = kernel.streams.length;
    const running = kernel.execute(`console.log('begun');\n${source}`);
    await kernel.until(() => kernel.streams.slice(heard).some(({ text }) => text.includes('begun')));
    expect(await kernel.client.interrupt()).toBe('stopped');
    return (await running).status;
  }

  const endless: [what: string, source: string][] = [
    ['a loop', 'while (true) {}'],
    ['a pending await', 'await new Promise(() => {})'],
    ['a loop after an await', 'await 1; while (true) {}'],
    ['a loop in a timer', 'setTimeout(() => { while (true) {} }, 10); await new Promise(() => {})'],
    ['a loop in a promise', 'Promise.resolve().then(() => { while (true) {} }); await new Promise(() => {})'],
    ['a loop that catches everything', 'while (true) { try { null!.x } catch {} finally { kept = kept } }'],
    [
      'an endless chain of promises',
      'const next = () => Promise.resolve().then(next); next(); await new Promise(() => {})',
    ],
    ['printing without end', 'while (true) console.log("x".repeat(1000))'],
    ['a generator', 'for (const _ of (function* () { while (true) yield 1 })()) {}'],
  ];
  it.each(endless)('stops %s and keeps the state', async (_, source) => {
    expect(await stop(source)).toBe('interrupted');
    expect(await kernel.value('kept + 1')).toBe('2');
    expect(await stopAgain()).toBe('interrupted');
    expect(await kernel.value('await new Promise((resolve) => setTimeout(resolve, 5)); kept')).toBe('1');
  });

  async function stopAgain(): Promise<string> {
    const running = kernel.execute('await 1; for (;;) {}');
    // Between two cells nothing says that the second has begun: whatever moment it is, it must stop.
    while ((await kernel.client.interrupt()) === 'idle');
    return (await running).status;
  }

  it('runs nothing of a stopped cell once what it waited for is there', async () => {
    const source = 'globalThis.letGo = undefined; await new Promise((resolve) => { letGo = resolve }); kept = 99';
    expect(await stop(source)).toBe('interrupted');
    expect(await kernel.value('letGo(); await new Promise((resolve) => setTimeout(resolve, 5)); kept')).toBe('1');
  });

  it.each([0, 400, 4000])('leaves tfjs whole when it is stopped while it is loaded (moment %d)', async (moment) => {
    const load = "import * as tf from '@tensorflow/tfjs'; import * as lab from 'activation-lab'";
    const fresh = await TestKernel.start();
    const running = fresh.execute(`${load}; tf.ones([1]).dataSync(); for (;;) {}`);
    for (let turn = 0; turn < moment; turn++) await new Promise(setImmediate);
    while ((await fresh.client.interrupt()) === 'idle');
    expect((await running).status).toBe('interrupted');
    expect(await fresh.value(`${load}; lab.telu(tf.ones([2])).shape[0]`)).toBe('2');
  });

  it('ends a loop over timers for good: it does not go on behind later cells', async () => {
    const source = 'let ticks = 0; while (true) { await new Promise((resolve) => setTimeout(resolve, 5)); ticks++ }';
    expect(await stop(source)).toBe('interrupted');
    const before = await kernel.value('ticks');
    expect(await kernel.value('await new Promise((resolve) => setTimeout(resolve, 60)); ticks')).toBe(before);
  });

  it('ends loops over node:timers/promises and intervals too', async () => {
    const source = `import { setTimeout as sleep } from 'node:timers/promises'
      let a = 0, b = 0; setInterval(() => b++, 5); while (true) { await sleep(5); a++ }`;
    expect(await stop(source)).toBe('interrupted');
    const before = await kernel.value('[a, b].join()');
    expect(await kernel.value('await sleep(60); [a, b].join()')).toBe(before);
  });

  it('raises the abort signal and waits for code that listens to it', async () => {
    const source = `const signal = globalThis.activationLabHost.signal
      await new Promise((resolve) => signal.addEventListener('abort', () => setTimeout(resolve, 50)))
      kept = 10`;
    const status = await stop(source);
    expect(status).toBe('interrupted');
    expect(await kernel.value('kept')).toBe('10');
  });

  it('survives garbage collection, of what waits for ever and of what was given up', async () => {
    const collect = `const { runInNewContext } = require('node:vm'); require('node:v8').setFlagsFromString('--expose-gc')
      const collect = runInNewContext('gc')`;
    await kernel.execute(collect);
    expect(
      await stop('setTimeout(() => { collect(); console.log("collected") }, 10); await new Promise(() => {})'),
    ).toBe('interrupted');
    expect(await stop('for await (const _ of [new Promise(() => {})]) {}')).toBe('interrupted');
    expect(await stop('await 1; for (;;) {}')).toBe('interrupted');
    await kernel.execute('collect()');
    expect(await kernel.value('kept')).toBe('1');
  });

  it('does nothing when idle', async () => {
    expect(await kernel.client.interrupt()).toBe('idle');
    expect(await kernel.value('kept')).toBe('1');
    expect(await kernel.client.interrupt()).toBe('idle');
    expect(await kernel.value('kept + 4')).toBe('5');
  });

  it('stops what an earlier cell left behind and so blocks the next', async () => {
    await kernel.execute('setTimeout(() => { for (;;) {} }, 0); 0');
    const blocked = kernel.execute('kept + 2');
    await new Promise((resolve) => setTimeout(resolve, 50));
    await kernel.client.interrupt();
    expect(['ok', 'interrupted']).toContain((await blocked).status);
    expect(await kernel.value('kept')).toBe('1');
  });

  it('survives interrupts at any moment', async () => {
    const cells = [
      'await 1; for (;;) {}',
      'for (;;) {}',
      'await new Promise(() => {})',
      'for (;;) await new Promise(setImmediate)',
    ];
    for (let round = 0; round < 24; round++) {
      const running = kernel.execute(cells[round % cells.length] ?? '');
      for (let spin = 0; spin < round * 40; spin++) await new Promise(setImmediate);
      while ((await kernel.client.interrupt()) === 'idle');
      expect((await running).status).toBe('interrupted');
    }
    expect(await kernel.value('kept')).toBe('1');
  });

  it('requires a module again that was stopped in the middle', async () => {
    const fresh = await TestKernel.start({
      'slow.cjs': 'if (!globalThis.fast) for (;;) {}\nexports.ready = 2',
    });
    const running = fresh.execute("console.log('begun'); require('./slow.cjs')");
    await fresh.until(() => fresh.streams.length > 0);
    expect(await fresh.client.interrupt()).toBe('stopped');
    expect((await running).status).toBe('interrupted');
    await fresh.execute('globalThis.fast = true');
    expect(await fresh.value("require('./slow.cjs').ready")).toBe('2');
  });

  it.each([
    [
      'model.fit',
      'await model.fit(x, y, { epochs: 1e6, verbose: 0, callbacks: { onEpochEnd: () => console.log("begun") } })',
    ],
    ['lab.fit', 'console.log("begun"); await lab.fit(model, { x, y }, { epochs: 1e6 })'],
  ])('stops %s and goes on computing', async (_, training) => {
    await kernel.value(`import * as tf from '@tensorflow/tfjs'; import * as lab from 'activation-lab'
      const model = tf.sequential({ layers: [tf.layers.dense({ inputShape: [4], units: 2 })] })
      model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' })
      const x = tf.ones([64, 4]), y = tf.zeros([64], 'int32'); 0`);
    expect(await stop(training.replace('(x, y,', '(x, tf.zeros([64, 2]),'))).toBe('interrupted');
    expect(await kernel.value('tf.sum(model.predict(x).mul(0)).dataSync()[0]')).toBe('0');
    const again = 'await model.fit(x, tf.zeros([64, 2]), { epochs: 2, verbose: 0 })';
    expect(await kernel.value(`(${again}).epoch.join()`)).toBe("'0,1'");
  });

  it('stops a cell that waits for an answer of the person', async () => {
    let asked = 0;
    kernel.client.on('input', () => asked++);
    for (const question of ['prompt("name?")', 'await new Promise((got) => process.stdin.once("data", got))']) {
      const before = asked;
      const running = kernel.execute(question);
      await kernel.until(() => asked > before);
      expect(await kernel.client.interrupt()).toBe('stopped');
      expect((await running).status).toBe('interrupted');
      expect(await kernel.value('kept + 1')).toBe('2');
    }
  });

  it('says so when nothing helps, and is killed', async () => {
    const running = kernel.failure("console.log('begun'); require('node:child_process').execSync('sleep 1000')");
    await kernel.until(() => kernel.text('e2') !== '');
    expect(await kernel.client.interrupt()).toBe('unresponsive');
    await kernel.client.kill('it did not react to Stop');
    expect(await running).toMatchObject({ status: 'error', message: 'The kernel ended: it did not react to Stop.' });
  });
});
