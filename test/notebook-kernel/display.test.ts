import { describe, expect, it } from 'vitest';
import { Displays } from '../../kernels/notebook/display/displays';
import { Metrics } from '../../kernels/notebook/display/metrics';
import { mimeBundleOf } from '../../kernels/notebook/display/mimeBundle';
import { preview } from '../../kernels/notebook/display/preview';

function tensor(values: ArrayLike<number | string>, dtype = 'float32', isDisposed = false) {
  return { dataId: {}, shape: [values.length], size: values.length, dtype, isDisposed, data: async () => values };
}

describe('what a value looks like', () => {
  it('bounds long texts and never throws', () => {
    expect(preview('x'.repeat(1e6)).length).toBeLessThan(20_000);
    expect(
      preview(
        new Proxy(
          {},
          {
            ownKeys: () => {
              throw new Error('no');
            },
          },
        ),
      ).length,
    ).toBeGreaterThan(0);
  });

  it('lets an object show itself, or show nothing', async () => {
    const shows = async (display: () => unknown) => mimeBundleOf({ [Symbol.for('Jupyter.display')]: display });
    expect(await shows(async () => ({ 'text/html': 'x' }))).toEqual({ 'text/html': 'x' });
    expect(await shows(() => undefined)).toBeUndefined();
    await expect(
      shows(() => {
        throw new Error('inside');
      }),
    ).rejects.toThrow('inside');
  });

  it('makes a card of a tensor, whatever is in it', async () => {
    const plain = async (value: object) => (await mimeBundleOf(value))?.['text/plain'];
    expect(await plain(tensor([1e8, 1e8 + 8]))).toContain('mean ± sd 100000000 ± 4');
    expect(await plain(tensor([Number.NaN]))).toContain('NaN or infinite 1 of 1');
    expect(await plain(tensor([]))).toBe('Tensor float32 [0]\n  values ');
    expect(await plain(tensor(['<b>'], 'string'))).toContain('"<b>"');
    expect((await mimeBundleOf(tensor(['<b>'], 'string')))?.['text/html']).toContain('&lt;b&gt;');
    expect(await plain(tensor([1], 'float32', true))).toBe('Tensor float32 [1], disposed');
  });
});

describe('what changes often', () => {
  it('sends the newest state of a display at the latest on flush', () => {
    const sent: unknown[] = [];
    const displays = new Displays(({ bundle, update }) => sent.push([bundle['text/plain'], update]));
    const shown = displays.show('e', { 'text/plain': 0 });
    for (let state = 1; state <= 9; state++) shown.update({ 'text/plain': state });
    displays.flush();
    displays.flush();
    expect(sent[0]).toEqual([0, false]);
    expect(sent.at(-1)).toEqual([9, true]);
    expect(sent.length).toBeLessThan(5);
  });

  it('gathers points into chunks and loses none', () => {
    const sent: number[] = [];
    let chunks = 0;
    const metrics = new Metrics((count, binary) => {
      chunks++;
      expect(binary.byteLength).toBe(count * 24);
      sent.push(...new Float64Array(binary.buffer));
    });
    for (let step = 0; step < 100; step++) metrics.add(1, step, step / 2);
    metrics.flush();
    metrics.flush();
    expect(sent).toHaveLength(300);
    expect(sent.slice(-3)).toEqual([1, 99, 49.5]);
    expect(chunks).toBeLessThan(10);
  });
});
