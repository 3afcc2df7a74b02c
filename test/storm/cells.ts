/** What stands in the notebook's folder. */
export const files = {
  'local.ts': 'import { deeper } from "./deeper"\nexport const value: number = deeper + 1',
  'deeper.ts': 'export const deeper = 1',
};

/** Everything that the storm must leave as it is. */
export const setUp = `
import * as tf from '@tensorflow/tfjs'
import * as lab from 'activation-lab'
import { exec, execSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
let kept = 1
const square = tf.tensor2d([1, 2, 3, 4], [2, 2])
const counter = tf.variable(tf.scalar(0))
const [x, y, classes] = [tf.ones([64, 8]), tf.zeros([64, 2]), tf.zeros([64], 'int32')]
const modelOf = () => {
  const model = tf.sequential({ layers: [tf.layers.dense({ inputShape: [8], units: 2, activation: 'telu' })] })
  model.compile({ optimizer: 'adam', loss: 'meanSquaredError' })
  return model
}
const [fitted, trained] = [modelOf(), modelOf()]
lab.telu(square).dispose()
await fitted.fit(x, y, { verbose: 0 })
await lab.fit(trained, { x, y: classes })
let last = 0
const collect = (require('node:v8').setFlagsFromString('--expose-gc'), require('node:vm').runInNewContext('gc'))
const heapMegabytes = () => { collect(); return process.memoryUsage().heapUsed / 1e6 }
const cpuMilliseconds = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000 }`;

const gradient = 'for (;;) tf.tidy(() => { tf.grad((t) => tf.sum(lab.telu(tf.matMul(t, t))))(square) })';
const waiting = 'for (;;) { const sum = tf.tidy(() => tf.sum(tf.ones([64]))); await sum.data(); sum.dispose() }';
const trainings = [
  'await fitted.fit(x, y, { epochs: 1e6, verbose: 0 })',
  'await fitted.fit(x, y, { epochs: 1e6, validationSplit: 0.25, yieldEvery: "never", verbose: 0 })',
  'await lab.fit(trained, { x, y: classes }, { epochs: 1e6 })',
];

/**
 * Tensors that one stop may leave behind: what would have been disposed of right after it, or was being saved for a
 * gradient. A training stops by itself, and leaves nothing; on a machine that is too busy for that it is cut off.
 */
export const mayLeave: ReadonlyMap<string, number> = new Map([
  [gradient, 2],
  [waiting, 1],
  ...trainings.map((source) => [source, 8] as const),
]);

/** What people stop: work that would end by itself soon, work that never would, and work in the middle of tfjs. */
export const cells = [
  '1 + 1',
  'console.log("x".repeat(100)); kept',
  'for (;;) {}',
  'await 1; for (;;) {}',
  'await new Promise(() => {})',
  'for (;;) await new Promise(setImmediate)',
  'while (true) await new Promise((resolve) => setTimeout(resolve, 1))',
  'setTimeout(() => { for (;;) {} }, 1); await new Promise(() => {})',
  'setInterval(() => {}, 1); await new Promise(() => {})',
  'const next = () => Promise.resolve().then(next); next(); await new Promise(() => {})',
  'for (;;) console.log("line")',
  'for (let i = 0; ; i++) display(i, { id: "counter", update: i > 0 })',
  'class Late { value = 2 }; let late = new Late(); late.value',
  'syntax error here',
  'throw new Error("of the cell")',
  'prompt("name?")',
  'for (;;) execSync("true")',
  'await new Promise((end) => exec("sleep 1", end))',
  'const spin = async () => { for (;;) await readFile("local.ts") }; await spin()',
  'import { value } from "./local"; value',
  'for (;;) (await import("./local")).value',
  'tf.tidy(() => { for (;;) tf.matMul(tf.ones([24, 24]), tf.ones([24, 24])).dataSync() })',
  waiting,
  gradient,
  'for (;;) tf.tidy(() => { counter.assign(tf.add(counter, 1)); last = counter.dataSync()[0] })',
  'for (;;) tf.tidy(() => { lab.telu(tf.ones([1e5])) })',
  ...trainings,
];

/** What must come out of the cells below as long as nothing is broken. */
export const probes: readonly [source: string, value: string][] = [
  ['tf.tidy(() => Array.from(tf.matMul(square, square).dataSync())).join()', "'7,10,15,22'"],
  ['tf.tidy(() => Array.from(tf.grad((t) => tf.sum(tf.mul(t, t)))(square).dataSync())).join()', "'2,4,6,8'"],
  ['tf.tidy(() => lab.telu(tf.zeros([100_003])).sum().dataSync()[0])', '0'],
  ['tf.tidy(() => fitted.predict(x).shape.join())', "'64,2'"],
  ['(await import("./local")).value', '2'],
  ['counter.dataSync()[0] - last <= 1', 'true'],
];
