import { beforeEach, describe, expect, it } from 'vitest';
import { helperName } from '../../kernels/notebook/compile/helperName';
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

  it('knows whose work it is also after a termination that hit nobody', async () => {
    // As the wire thread does, where what it meant to stop has just ended by itself.
    await kernel.value(`setTimeout(() => ${helperName}.loosen(), 0); await new Promise((end) => setTimeout(end, 20))`);
    const running = kernel.execute('setInterval(() => console.log("tick"), 5); await new Promise(() => {})');
    await kernel.until(() => kernel.streams.at(-1)?.text.includes('tick') ?? false);
    await kernel.client.interrupt();
    await running;
    const said = kernel.streams.length;
    await kernel.value('await new Promise((end) => setTimeout(end, 100))');
    expect(kernel.streams.slice(said)).toEqual([]);
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

  it.each([
    ['by itself', '{ epochs: 1e6, verbose: 0, callbacks: { onBatchEnd: () => console.log("begun") } }'],
    [
      'also where it keeps the event loop for itself',
      '{ epochs: 1e6, verbose: 0, validationSplit: 0.5, yieldEvery: "never", callbacks: { onBatchEnd: () => console.log("begun") } }',
    ],
    [
      'cut off in a callback',
      '{ epochs: 1e6, verbose: 0, callbacks: { onBatchEnd: () => { console.log("begun"); for (;;) {} } } }',
    ],
  ])('leaves a model that trains on after its fit was stopped, %s', async (how, options) => {
    await kernel.value(`import * as tf from '@tensorflow/tfjs'
      const model = tf.sequential({ layers: [tf.layers.dense({ inputShape: [4], units: 2 })] })
      model.compile({ optimizer: 'adam', loss: 'meanSquaredError' })
      const x = tf.ones([64, 4]), y = tf.zeros([64, 2])
      await model.fit(x, y, { verbose: 0 })`);
    const tensors = Number(await kernel.value('tf.memory().numTensors'));
    const heard = kernel.streams.length;
    const running = kernel.execute(`await model.fit(x, y, ${options}); kept = 99`);
    await kernel.until(() => kernel.streams.length > heard);
    expect(await kernel.client.interrupt()).toBe('stopped');
    expect((await running).status).toBe('interrupted');
    if (how !== 'cut off in a callback') expect(await kernel.value('tf.memory().numTensors')).toBe(String(tensors));
    expect(await kernel.value('await model.fit(x, y, { epochs: 2, verbose: 0 }); kept')).toBe('1');
  });

  it('frees what a stopped gradient has kept, and the scopes around it', async () => {
    await kernel.value("import * as tf from '@tensorflow/tfjs'; const x = tf.ones([8, 8])");
    const tensors = await kernel.value('tf.memory().numTensors');
    const source = `tf.tidy(() => tf.grad((t) => {
      const y = tf.sum(tf.relu(tf.matMul(tf.square(t), t)))
      for (;;) if (y.rank > 0) return y
    })(x))`;
    expect(await stop(source)).toBe('interrupted');
    expect(await kernel.value('tf.memory().numTensors')).toBe(tensors);
    expect(await kernel.value('tf.tidy(() => tf.grad((t) => tf.sum(tf.square(t)))(x).dataSync()[0])')).toBe('2');
  });

  it('stops in the middle of tfjs without harm to its memory', async () => {
    await kernel.value("import * as tf from '@tensorflow/tfjs'; const x = tf.ones([96, 96]); x.square().dispose()");
    for (let round = 0; round < 12; round++) {
      const source = 'tf.tidy(() => { for (;;) tf.matMul(tf.softmax(x), tf.transpose(x)) })';
      expect(await stop(source)).toBe('interrupted');
      expect(await kernel.value('tf.tidy(() => tf.sum(tf.matMul(x, x)).dataSync()[0])')).toBe(String(96 ** 3));
    }
    expect(await kernel.value('tf.memory().numTensors')).toBe('1');
  });

  it('stops a kernel of the cell itself, which tfjs runs for it', async () => {
    await kernel.value(`import * as tf from '@tensorflow/tfjs'
      tf.registerKernel({ kernelName: 'Endless', backendName: 'wasm', kernelFunc: () => { for (;;) {} } })`);
    expect(await stop("tf.engine().runKernel('Endless', {})")).toBe('interrupted');
    expect(await kernel.value('tf.tidy(() => tf.add(kept, 1).dataSync()[0])')).toBe('2');
  });

  it.each([
    ['a function that waits for files', 'for (;;) { await readFile("local.txt"); rounds++ }'],
    ['a function that waits for each of many', 'for await (const _ of files()) rounds++'],
  ])('ends %s for good', async (_, loop) => {
    const fresh = await TestKernel.start({ 'local.txt': '1' });
    await fresh.value(`import { readFile } from 'node:fs/promises'
      let rounds = 0
      async function* files() { for (;;) yield await readFile('local.txt') }
      const spin = async () => { ${loop} }`);
    const running = fresh.execute("console.log('begun'); await spin()");
    await fresh.until(() => fresh.streams.length > 0);
    expect(await fresh.client.interrupt()).toBe('stopped');
    expect((await running).status).toBe('interrupted');
    // What was on its way when it stopped has come by then.
    await fresh.value("for (let i = 0; i < 20; i++) await readFile('local.txt')");
    const before = await fresh.value('rounds');
    expect(await fresh.value("for (let i = 0; i < 20; i++) await readFile('local.txt'); rounds")).toBe(before);
  });

  it('survives garbage collection between the stop and its answer', async () => {
    await kernel.execute(`require('node:v8').setFlagsFromString('--expose-gc')
      const collect = require('node:vm').runInNewContext('gc'); setInterval(collect, 1)`);
    for (let round = 0; round < 10; round++) {
      expect(await stop('await 1; for (;;) {}')).toBe('interrupted');
      expect(
        await stop(
          "import { readFile } from 'node:fs/promises'; for (;;) await readFile(__dirname + '/x').catch(() => 0)",
        ),
      ).toBe('interrupted');
    }
    expect(await kernel.value('kept')).toBe('1');
  });

  it('has a compiler that asks for nothing between two cells: a stop could cut the answer in two', async () => {
    const processes = "require('node:child_process').execFileSync('ps', ['-A', '-o', 'ppid=,args=']).toString()";
    await kernel.execute(`console.log(${processes})`);
    const { pid } = kernel.client;
    const compiler = kernel
      .text('e2')
      .split('\n')
      .find((line) => line.trim().startsWith(`${pid} `) && /--service/.test(line));
    expect(compiler).toMatch(/--service=\S+$/);
  });

  it('leaves an idle kernel idle', async () => {
    for (const [, source] of endless) expect(await stop(source)).toBe('interrupted');
    const busy = async () =>
      Number(await kernel.value('const { user, system } = process.cpuUsage(); (user + system) / 1000'));
    const [before, since] = [await busy(), performance.now()];
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(((await busy()) - before) / (performance.now() - since)).toBeLessThan(0.5);
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
