import { cp, mkdir, mkdtemp, readFile, realpath, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { rootOf, writeInstalls } from '../../../kernels/backends/tensorflow/managed';
import { type ProbeResult, probe } from '../../../kernels/backends/tensorflow/probe';
import { cachedProbe, rememberProbe } from '../../../kernels/backends/tensorflow/probeCache';
import { resolveProvider } from '../../../kernels/backends/tensorflow/resolve';
import { workingPackage as good } from './fakePackage';

const wrong = `${good}\nexports.matMul = () => ({ data: async () => Float32Array.of(19, 22, 43, 51) });`;
const works: ProbeResult = { works: true, gpu: false };

let folder: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'activation lab tensorflow-')));
  // What this user has installed has no part in it.
  vi.stubEnv('ACTIVATION_LAB_CACHE', join(folder, 'cache'));
});

afterEach(() => {
  vi.unstubAllEnvs();
  return rm(folder, { recursive: true, force: true });
});

async function install(name: string, source: string): Promise<string> {
  const root = join(folder, 'node_modules', '@tensorflow', name);
  await mkdir(root, { recursive: true });
  await writeFile(join(root, 'package.json'), JSON.stringify({ name: `@tensorflow/${name}`, main: 'index.js' }));
  await writeFile(join(root, 'index.js'), source);
  return root;
}

describe('probing a TensorFlow package', () => {
  it('lets it compute, and tells its device', async () => {
    expect(await probe(await install('tfjs-node', good))).toEqual({ works: true, gpu: true });
  });

  it.each([
    ['throws', "throw new Error('libcudart.so.11.0: cannot open shared object file');", /libcudart/],
    ['ends the process', 'process.exit(3);', /code 3/],
    ['ends the process as if all were well', 'process.exit(0);', /before it had computed/],
    ['computes wrongly', wrong, /computes wrongly.*51/],
    ['is another backend', good.replace("'tensorflow'", "'cpu'"), /"cpu"/],
    ['rejects', `${good}\nexports.ready = async () => { throw new TypeError('no device'); };`, /no device/],
    ['throws a sentence', "throw new Error('No GPU. ');", /No GPU$/],
  ])('fails when it %s', async (_, source, reason) => {
    const result = await probe(await install('tfjs-node', source));
    expect(result).toMatchObject({ works: false, reason: expect.stringMatching(reason) });
  });

  it.skipIf(process.platform === 'win32')('fails when it dies by a signal', async () => {
    const root = await install('tfjs-node', "process.kill(process.pid, 'SIGSEGV'); for (;;) {}");
    expect(await probe(root)).toMatchObject({ works: false, reason: expect.stringContaining('SIGSEGV') });
  });

  it('fails when it hangs', async () => {
    const root = await install('tfjs-node', 'for (;;) {}');
    expect(await probe(root, { limitMs: 500 })).toEqual({
      works: false,
      reason: 'it did not answer within 0.5 seconds',
    });
  });
});

describe('the provider of a notebook', () => {
  it('is the GPU package before the other', async () => {
    await install('tfjs-node', good);
    const root = await install('tfjs-node-gpu', good);
    const provider = await resolveProvider({ folder, trusted: true, probe: async () => ({ works: true, gpu: true }) });
    expect(provider).toMatchObject({ packageName: '@tensorflow/tfjs-node-gpu', root, gpu: true });
    expect(provider).toMatchObject({ origin: 'beside the notebook', passedOver: '' });
  });

  it('is the other package when the GPU one does not work', async () => {
    const root = await install('tfjs-node', good);
    const broken = await install('tfjs-node-gpu', good);
    const fake = async (tried: string): Promise<ProbeResult> =>
      tried === broken ? { works: false, reason: 'it threw' } : works;
    expect(await resolveProvider({ folder, trusted: true, probe: fake })).toMatchObject({ kind: 'tensorflow', root });
  });

  it('is the bundled one, with every reason, when none works', async () => {
    await install('tfjs-node', good);
    await install('tfjs-node-gpu', good);
    const fake = async (): Promise<ProbeResult> => ({ works: false, reason: 'it threw' });
    const provider = await resolveProvider({ folder, trusted: true, probe: fake });
    expect(provider).toEqual({
      kind: 'bundled',
      reason: expect.stringMatching(/tfjs-node-gpu in .* was not used: it threw\. @tensorflow\/tfjs-node in/),
    });
  });

  it('is found from a folder below', async () => {
    const root = await install('tfjs-node', good);
    await mkdir(join(folder, 'notebooks'));
    const provider = await resolveProvider({
      folder: join(folder, 'notebooks'),
      trusted: true,
      probe: async () => works,
    });
    expect(provider).toMatchObject({ root });
  });

  it('is the bundled one where nothing is installed', async () => {
    expect(await resolveProvider({ folder, trusted: true })).toMatchObject({ kind: 'bundled' });
  });

  it('runs nothing from a workspace that is not trusted', async () => {
    await install('tfjs-node', good);
    const fake = vi.fn(async () => works);
    for (const more of [{}, { explicitPath: 'node_modules/@tensorflow/tfjs-node' }]) {
      const provider = await resolveProvider({ folder, trusted: false, probe: fake, ...more });
      expect(provider).toMatchObject({ kind: 'bundled', reason: expect.stringMatching(/not trusted/) });
    }
    expect(fake).not.toHaveBeenCalled();
  });

  it('is the package of the setting, before the one beside the notebook, before ours', async () => {
    const elsewhere = join(folder, 'built', 'tfjs-node');
    const beside = await install('tfjs-node', good);
    const managed = join(folder, 'managed');
    const ours = { folder: 'tfjs-node-1', packageName: '@tensorflow/tfjs-node', title: 'tfjs-node 4.22.0' } as const;
    for (const root of [elsewhere, rootOf(managed, ours)]) await cp(beside, root, { recursive: true });
    await writeInstalls(managed, [{ ...ours, installedAt: '' }]);
    const broken = new Set<string>();
    const fake = async (root: string): Promise<ProbeResult> =>
      broken.has(root) ? { works: false, reason: 'it threw' } : works;
    const given = { folder, explicitPath: elsewhere, trusted: true, managed, probe: fake };
    for (const [root, origin] of [
      [elsewhere, 'from the setting'],
      [beside, 'beside the notebook'],
      [rootOf(managed, ours), 'tfjs-node 4.22.0, installed by Activation Lab'],
    ] as const) {
      expect(await resolveProvider(given)).toMatchObject({ kind: 'tensorflow', root, origin });
      broken.add(root);
    }
    const bundled = await resolveProvider(given);
    expect(bundled).toMatchObject({ kind: 'bundled' });
    for (const root of broken) expect(bundled).toMatchObject({ reason: expect.stringContaining(root) });
  });

  it('says what it passed over', async () => {
    const root = await install('tfjs-node', good);
    const provider = await resolveProvider({
      folder,
      explicitPath: '/nowhere',
      trusted: true,
      probe: async () => works,
    });
    expect(provider).toMatchObject({ root, passedOver: expect.stringContaining('/nowhere is no folder of') });
  });

  it('is the package of the setting, also by a relative path', async () => {
    await install('tfjs-node-gpu', good);
    const root = await install('tfjs-node', good);
    const explicitPath = 'node_modules/@tensorflow/tfjs-node';
    expect(await resolveProvider({ folder, explicitPath, trusted: true, probe: async () => works })).toMatchObject({
      root,
    });
  });

  it('says when the setting points elsewhere', async () => {
    const provider = await resolveProvider({ folder, explicitPath: folder, trusted: true });
    expect(provider).toMatchObject({ kind: 'bundled', reason: expect.stringContaining(folder) });
  });
});

describe('the probe cache', () => {
  it('asks once, until the package changes', async () => {
    const root = await install('tfjs-node', good);
    const cache = join(folder, 'cache', 'probes.json');
    const run = vi.fn(async () => works);
    for (let start = 0; start < 3; start++) expect(await cachedProbe(root, cache, run)).toEqual(works);
    expect(run).toHaveBeenCalledTimes(1);
    await utimes(join(root, 'package.json'), 1, 1);
    await cachedProbe(root, cache, run);
    expect(run).toHaveBeenCalledTimes(2);
  });

  it('asks again when a library that the package links to goes', async () => {
    const root = await install('tfjs-node', good);
    const [cache, libraries, elsewhere] = [join(folder, 'probes.json'), join(root, 'deps/lib'), join(folder, 'python')];
    await Promise.all([libraries, elsewhere].map((place) => mkdir(place, { recursive: true })));
    await symlink(elsewhere, join(libraries, 'tensorflow'), 'junction');
    const run = vi.fn(async () => works);
    for (let start = 0; start < 2; start++) await cachedProbe(root, cache, run);
    expect(run).toHaveBeenCalledTimes(1);
    await rm(elsewhere, { recursive: true });
    await cachedProbe(root, cache, run);
    expect(run).toHaveBeenCalledTimes(2);
  });

  it('asks again when the addon was rebuilt in its place', async () => {
    const root = await install('tfjs-node', good);
    const addon = join(root, 'lib', 'napi-v8', 'tfjs_binding.node');
    await mkdir(dirname(addon), { recursive: true });
    await writeFile(addon, 'truncated');
    const cache = join(folder, 'probes.json');
    const run = vi.fn(async (): Promise<ProbeResult> => ({ works: false, reason: 'it threw' }));
    await cachedProbe(root, cache, run);
    await utimes(addon, 1, 1);
    await cachedProbe(root, cache, run);
    expect(run).toHaveBeenCalledTimes(2);
  });

  it('takes what a kernel learned in place of the probe', async () => {
    const root = await install('tfjs-node', good);
    const cache = join(folder, 'probes.json');
    const full: ProbeResult = { works: false, reason: 'the GPU is full' };
    await cachedProbe(root, cache, async () => works);
    await rememberProbe(root, cache, full);
    expect(await cachedProbe(root, cache, async () => works)).toEqual(full);
  });

  it('tries a failure again after an hour', async () => {
    const root = await install('tfjs-node', good);
    const cache = join(folder, 'probes.json');
    const run = vi.fn(async (): Promise<ProbeResult> => ({ works: false, reason: 'busy' }));
    await cachedProbe(root, cache, run);
    await cachedProbe(root, cache, run);
    expect(run).toHaveBeenCalledTimes(1);
    const [entry] = JSON.parse(await readFile(cache, 'utf8'));
    await writeFile(cache, JSON.stringify([{ ...entry, at: entry.at - 61 * 60 * 1000 }]));
    await cachedProbe(root, cache, run);
    expect(run).toHaveBeenCalledTimes(2);
  });

  it.each(['', '{', '[null, 7, {"key": 1}]', '{"key": "x"}'])('outlives a damaged file: %j', async (content) => {
    const root = await install('tfjs-node', good);
    const cache = join(folder, 'probes.json');
    await writeFile(cache, content);
    expect(await cachedProbe(root, cache, async () => works)).toEqual(works);
  });

  it('does without a folder it cannot write to', async () => {
    const root = await install('tfjs-node', good);
    const blocked = join(root, 'index.js', 'probes.json');
    expect(await cachedProbe(root, blocked, async () => works)).toEqual(works);
  });
});
