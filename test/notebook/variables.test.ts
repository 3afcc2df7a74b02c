import { describe, expect, it } from 'vitest';
import { TestKernel } from './support/testKernel';

async function named(kernel: TestKernel, source: string) {
  const reply = await kernel.execute(source);
  if (reply.status !== 'ok') throw new Error(reply.error.stack);
  const { variables } = await kernel.client.variables(5000);
  return new Map(variables.map((variable) => [variable.name, variable]));
}

describe('the variables of a notebook', () => {
  it('are the names that cells declared, the last first, with type and value', async () => {
    const kernel = await TestKernel.start();
    await kernel.execute("import { join } from 'node:path';\nconst a = 1; let words = ['x', 'y'];");
    await kernel.execute(
      'class Point { x = 1 }\nfunction twice(n: number) { return 2 * n }\nvar points = [new Point()];',
    );
    await kernel.execute('const m = new Map([["k", 1]]); const a = "again";');
    const { variables, total } = await kernel.client.variables(5000);
    expect(variables.map(({ name, cell, type, preview }) => [name, cell, type, preview])).toEqual([
      ['a', 'Cell 3', 'string', '"again"'],
      ['m', 'Cell 3', 'Map<string, number>', '1 entries'],
      ['points', 'Cell 2', 'Point[]', '1 · Point'],
      ['twice', 'Cell 2', 'function', '(n)'],
      ['Point', 'Cell 2', 'typeof Point', 'class Point'],
      ['words', 'Cell 1', 'string[]', '2 · "x", "y"'],
    ]);
    expect(total).toBe(6);
  });

  it('tell shape, type, bytes and backend of tensors and typed arrays', async () => {
    const kernel = await TestKernel.start();
    const found = await named(
      kernel,
      "import * as tf from '@tensorflow/tfjs';\nconst t = tf.zeros([2, 3]); const gone = tf.zeros([4]); gone.dispose();\nconst floats = new Float64Array(5);",
    );
    expect(found.get('t')).toMatchObject({
      type: 'Tensor2D',
      shape: [2, 3],
      dtype: 'float32',
      bytes: 24,
      backend: 'wasm',
    });
    expect(found.get('gone')).toMatchObject({ preview: 'disposed', isNumeric: false });
    expect(found.get('floats')).toMatchObject({ type: 'Float64Array', shape: [5], bytes: 40, isNumeric: true });
    expect(found.has('tf')).toBe(false);
  });

  it('count the tensors that the last cell left behind', async () => {
    const kernel = await TestKernel.start();
    const leaks = async (source: string) => {
      await named(kernel, source);
      return (await kernel.client.variables(5000)).tensors?.leaked;
    };
    expect(await leaks("import * as tf from '@tensorflow/tfjs';\nconst kept = { deep: [tf.zeros([2])] };")).toBe(0);
    expect(await leaks('for (let i = 0; i < 3; i++) tf.ones([2]);')).toBe(3);
    expect(await leaks('const next = tf.tidy(() => tf.ones([2]).add(1));')).toBe(0);
    expect(
      await leaks('const model = tf.sequential({ layers: [tf.layers.dense({ inputShape: [2], units: 3 })] });'),
    ).toBe(0);
    expect(await leaks('1')).toBe(0);
  });

  it('are looked at without running their code', async () => {
    const kernel = await TestKernel.start();
    const found = await named(
      kernel,
      `let touched = 0;
const getter = { get boom() { touched++; throw new Error('no'); } };
const proxy = new Proxy({}, { get() { touched++; }, ownKeys() { touched++; return []; }, has() { touched++; return true; }, getPrototypeOf() { touched++; return null; }, getOwnPropertyDescriptor() { touched++; return undefined; } });
const callable = new Proxy(() => 1, { get() { touched++; } });
const inside = [proxy, getter];
class Loud { get [Symbol.toStringTag]() { touched++; return 'x'; } toString() { touched++; return 'x'; } toJSON() { touched++; } }
const loud = new Loud();
const trapped = Object.create(proxy);`,
    );
    expect(found.get('proxy')).toMatchObject({ type: 'Proxy', preview: 'not looked into' });
    expect(found.get('getter')).toMatchObject({ preview: '{ boom: getter }' });
    expect(found.get('inside')).toMatchObject({ type: '(Proxy | object)[]' });
    expect(found.get('loud')).toMatchObject({ type: 'Loud' });
    expect(found.get('callable')).toMatchObject({ type: 'Proxy' });
    expect(await kernel.value('touched')).toBe('0');
  });

  it('are bounded, however many and however large', async () => {
    const kernel = await TestKernel.start();
    const many = Array.from({ length: 10_000 }, (_, index) => `let v${index} = ${index};`).join('\n');
    await named(kernel, many);
    await named(
      kernel,
      'const giant = Object.fromEntries(Array.from({ length: 300_000 }, (_, i) => ["k" + i, i])); const text = "x".repeat(1e7);',
    );
    const { variables, total } = await kernel.client.variables(5000);
    expect(total).toBe(10_002);
    expect(variables.length).toBe(1000);
    expect(variables.every(({ preview }) => preview.length <= 80)).toBe(true);
  });

  it('leave out what an earlier stop kept from being declared', async () => {
    const kernel = await TestKernel.start();
    await kernel.execute('throw new Error("before");\nlet never = 1;');
    const found = await named(kernel, 'const there = 1;');
    expect(found.has('there')).toBe(true);
  });

  it('give their numbers and their JSON', async () => {
    const kernel = await TestKernel.start();
    await named(
      kernel,
      "import * as tf from '@tensorflow/tfjs';\nconst t = tf.tensor2d([[1, 2], [3, NaN]]); const m = new Map([['k', new Uint8Array([7])]]); const f = () => 1;",
    );
    const { client } = kernel;
    expect(await client.readVariable('t')).toEqual({ shape: [2, 2], values: [1, 2, 3, null], size: 4 });
    expect(JSON.parse(await client.variableAsJson('m'))).toEqual([['k', [7]]]);
    await expect(client.variableAsJson('f')).rejects.toThrow('JSON has no way to write it');
    await expect(client.readVariable('m')).rejects.toThrow('It holds no numbers');
    await expect(client.readVariable('nothing')).rejects.toThrow('There is no variable nothing');
  });
});
