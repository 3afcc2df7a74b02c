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
    expect(await plain(tensor([3.25]))).toBe('Tensor float32 [1]\n  value 3.25');
    expect(await plain(tensor([1, 0, 1], 'bool'))).toBe('Tensor bool [3]\n  true 2 of 3\n  values true, false, true');
    expect(await plain(tensor([1, 0, 2, -1], 'complex64'))).toContain('values 1 + 0i, 2 − 1i');
    const zeros = (await mimeBundleOf(tensor(new Float32Array(1000)))) ?? {};
    expect(zeros['text/plain']).toContain('all 0');
    expect(zeros['text/html']).not.toContain('<svg');
  });

  it('takes of what an object says of itself the parts that can be shown, and says why not the others', async () => {
    const shown = async (own: object) => mimeBundleOf({ [Symbol.for('Jupyter.display')]: () => own });
    const cyclic: Record<string, unknown> = {};
    cyclic.self = cyclic;
    const bundle =
      (await shown({
        'image/png': '%%%',
        'image/jpeg': Uint8Array.of(1, 2, 3),
        'application/json': cyclic,
        'application/geo+json': () => 1,
        'text/html': ['<b>', 'x</b>'],
        'text/plain': 42,
      })) ?? {};
    expect(Object.keys(bundle).sort()).toEqual(['image/jpeg', 'text/html', 'text/plain']);
    expect(bundle).toMatchObject({ 'image/jpeg': 'AQID', 'text/html': '<b>x</b>' });
    expect(bundle['text/plain']).toMatch(/^42\nimage\/png cannot be shown: give its bytes, or base64\./);
    expect(bundle['text/plain']).toMatch(/application\/json cannot be shown: .*circular/);
    expect(bundle['text/plain']).toContain('application/geo+json cannot be shown: a function is no JSON.');
  });

  it('says in words what a front end without a renderer does not draw', async () => {
    const own = { 'application/vnd.vegalite.v5+json': { mark: 'bar' }, 'text/plain': 'my chart' };
    const bundle = await mimeBundleOf({ [Symbol.for('Jupyter.display')]: () => own });
    expect(bundle).toMatchObject({ 'application/vnd.vegalite.v5+json': { mark: 'bar' } });
    expect(bundle?.['text/plain']).toMatch(/^my chart\nA Vega-Lite chart\. To see it drawn/);
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

describe('cards and tables', () => {
  const shown = async (value: unknown) => {
    const bundle = (await mimeBundleOf(value)) ?? {};
    return { html: String(bundle['text/html'] ?? ''), text: String(bundle['text/plain'] ?? '') };
  };

  it('makes a card of numbers, with a line, statistics and what is not finite', async () => {
    const { html, text } = await shown(Float32Array.of(1, 2, 3, Number.NaN));
    expect(text).toBe('Float32Array(4) [ 1, 2, 3, NaN ]');
    for (const part of ['Float32Array(4)', '1 … 3', '2 ± 0.8165', '1 of 4', '<polyline']) expect(html).toContain(part);
    expect((await shown(BigInt64Array.of(5n))).html).toContain('5n');
    expect((await shown(new Float64Array(0))).html).toContain('Float64Array(0)');
    expect((await shown(new Float64Array(1e6))).html.length).toBeLessThan(5000);
  });

  it('makes a table of rows that belong together, and of nothing else', async () => {
    const { html } = await shown([
      { name: '<x>', score: 1 },
      { name: 'y', score: 2, extra: [1] },
    ]);
    for (const part of ['2 rows', '&lt;x&gt;', '>score<', '[ 1 ]']) expect(html).toContain(part);
    expect((await shown(Array.from({ length: 1000 }, (_, n) => ({ n })))).html).toContain('1000 rows, the first 50');
    let read = 0;
    const lively = {
      get now() {
        return ++read;
      },
    };
    for (const other of [[], [1, 2], [[1]], [{}], [lively], [{ a: 1 }, { b: 1 }, { c: 1 }]]) {
      expect((await shown(other)).html).toBe('');
    }
    expect(read).toBe(0);
  });

  it('makes tables of maps and sets', async () => {
    const map = await shown(
      new Map<unknown, unknown>([
        ['<k>', { deep: 1 }],
        [2, new Set([3])],
      ]),
    );
    expect(map.text).toContain("'<k>' => { deep: 1 }");
    for (const part of ['Map(2)', '&lt;k&gt;', '{ deep: 1 }']) expect(map.html).toContain(part);
    expect((await shown(new Set(Array(1000).keys()))).html).toContain('Set(1000), the first 50');
  });

  it('lists what a class offers', async () => {
    class Base {}
    class Model extends Base {
      static create() {}
      get size() {
        return 1;
      }
      train() {}
    }
    expect((await shown(Model)).text).toBe(
      'class Model extends Base\n  methods train\n  accessors size\n  static create',
    );
  });

  it('marks the name of an error and keeps its words', async () => {
    const { html, text } = await shown(new RangeError('a < b'));
    expect(html).toContain('RangeError</span>: a &lt; b');
    expect(text.startsWith('RangeError: a < b')).toBe(true);
  });

  it('shows what refuses to be looked into as text', async () => {
    const refuse = () => {
      throw new Error('no');
    };
    const hostile = new Proxy([{ a: 1 }], { getPrototypeOf: refuse, ownKeys: refuse });
    expect((await shown([hostile])).text).not.toBe('');
    expect((await shown(new Proxy({}, { get: refuse, has: refuse }))).text).not.toBe('');
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect((await shown(proxy)).text).not.toBe('');
  });
});
