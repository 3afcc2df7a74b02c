import { beforeAll, describe, expect, it } from 'vitest';
import { TestKernel, writeFiles } from './support/testKernel';

const definition = (rate: number) => `import * as lab from 'activation-lab';
const e = lab.expression;
export const steep = lab.defineActivation({ id: 'steep', forward: e.mul(e.x, e.sigmoid(e.mul(${rate}, e.x))) });
`;

describe('an activation defined by a notebook', () => {
  let kernel: TestKernel;
  beforeAll(async () => {
    kernel = await TestKernel.start({ 'steep.ts': definition(2) });
  });
  const at = (id: string, x: number) => kernel.value(`lab.op('${id}')([${x}]).dataSync()[0].toFixed(4)`);

  it('is defined in a cell, and anew when the cell runs again', async () => {
    await kernel.value("import * as lab from 'activation-lab'\nconst e = lab.expression");
    const cell = (rate: number) =>
      `const mine = lab.defineActivation({ id: 'mine', forward: e.mul(e.x, e.sigmoid(e.mul(${rate}, e.x))) })`;
    await kernel.execute(cell(1));
    expect(await at('mine', 1)).toBe("'0.7311'");
    await kernel.execute(cell(3));
    expect(await at('mine', 1)).toBe("'0.9526'");
    expect(await kernel.value('mine([1]).dataSync()[0].toFixed(4)')).toBe("'0.9526'");
  });

  it('is defined in a file of the workspace, and anew when the file changed', async () => {
    await kernel.execute("import { steep } from './steep'");
    expect(await at('steep', 1)).toBe("'0.8808'");
    writeFiles(kernel.folder, { 'steep.ts': definition(1) });
    await kernel.execute("import { steep as again } from './steep'");
    expect(await at('steep', 1)).toBe("'0.7311'");
  });

  it('trains in a model under its name', async () => {
    const network = `import * as tf from '@tensorflow/tfjs'
const model = tf.sequential({ layers: [tf.layers.dense({ units: 4, inputShape: [2], activation: 'mine' as 'relu' }), tf.layers.dense({ units: 2 })] })
const { final } = await lab.fit(model, { x: tf.randomNormal([32, 2], 0, 1, 'float32', 1), y: tf.zeros([32], 'int32') }, { epochs: 2 })
Number.isFinite(final.loss)`;
    expect(await kernel.value(network)).toBe('true');
  });

  it('is refused with the reason', async () => {
    const failure = await kernel.failure("lab.defineActivation({ id: 'telu', forward: e.x })");
    expect(failure.message).toContain('The name "telu" is taken by TeLU, of the catalogue.');
  });
});
