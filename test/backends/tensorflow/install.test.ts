import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findCompiler, findNpm } from '../../../kernels/backends/tensorflow/install/findProgram';
import { type InstallOptions, install, removeInstalls } from '../../../kernels/backends/tensorflow/install/install';
import { InstallFailure } from '../../../kernels/backends/tensorflow/install/installFailure';
import { lockName } from '../../../kernels/backends/tensorflow/install/lock';
import { npmRecipe } from '../../../kernels/backends/tensorflow/install/npmRecipe';
import { offersFor } from '../../../kernels/backends/tensorflow/install/offers';
import type { Program } from '../../../kernels/backends/tensorflow/install/runWatched';
import { manifestName, readInstalls, rootOf } from '../../../kernels/backends/tensorflow/managed';
import { probe } from '../../../kernels/backends/tensorflow/probe';
import { resolveProvider } from '../../../kernels/backends/tensorflow/resolve';
import { fakeNpm, hangs, installs } from './fakeNpm';
import { workingPackage } from './fakePackage';

let folder: string;
let managed: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'activation lab install-')));
  managed = join(folder, 'kept', 'tensorflow');
});

afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const recipeWith = (npm: Program, bytes = 1) => npmRecipe('@tensorflow/tfjs-node-gpu', bytes, npm);

function options(more: Partial<InstallOptions> = {}): InstallOptions {
  const signal = new AbortController().signal;
  return { managed, signal, probe: (root) => probe(root), onProgress: () => {}, onOutput: () => {}, ...more };
}

async function run(program: string, more: Partial<InstallOptions> = {}, bytes?: number) {
  return install(recipeWith(await fakeNpm(folder, program), bytes), options(more));
}

/** Everything the managed folder holds beside its manifest. */
const kept = async () => (await readdir(managed)).filter((name) => name !== manifestName);

describe('installing a TensorFlow package', () => {
  it('keeps what works, and kernels find it', async () => {
    const seen = join(folder, 'seen.json');
    const program = `${installs()} fs.copyFileSync('package.json', ${JSON.stringify(seen)}); fs.mkdirSync('npm-cache');`;
    const phases: string[] = [];
    const installed = await run(program, { onProgress: (phase) => phases.push(phase) });
    expect(installed).toMatchObject({ title: 'tfjs-node-gpu 4.22.0', gpu: true });
    expect(phases.at(-1)).toBe('trying');
    expect(JSON.parse(readFileSync(seen, 'utf8'))).toMatchObject({
      dependencies: { '@tensorflow/tfjs-node-gpu': '4.22.0' },
      allowScripts: { '@tensorflow/tfjs-node-gpu@4.22.0': true },
    });
    expect(await kept()).toEqual([installed.folder]);
    expect(await readdir(join(managed, installed.folder))).not.toContain('npm-cache');
    const provider = await resolveProvider({ folder, trusted: false, managed, probe });
    const root = rootOf(managed, installed);
    expect(provider).toMatchObject({ kind: 'tensorflow', root, gpu: true });
    expect(provider).toMatchObject({ origin: 'tfjs-node-gpu 4.22.0, installed by Activation Lab' });
  });

  it('reports how much has arrived', async () => {
    const sizes: number[] = [];
    const program = `${installs()} fs.writeFileSync('big', 'x'.repeat(5000)); setTimeout(() => {}, 2500);`;
    await run(program, { onProgress: (_, bytes) => sizes.push(bytes) });
    expect(Math.max(...sizes)).toBeGreaterThan(5000);
  });

  it('waits for what arrives slowly', async () => {
    const program = `${installs()} let n = 0;
      const trickle = () => { fs.writeFileSync('part' + n, 'x'); if (++n < 16) setTimeout(trickle, 300); }; trickle();`;
    expect(await run(program, { stallMs: 3000 })).toMatchObject({ gpu: true });
  });

  it('replaces the earlier one', async () => {
    await run(installs());
    const second = await run(installs());
    expect(await kept()).toEqual([second.folder]);
    expect(await readInstalls(managed)).toHaveLength(1);
  });
});

describe('an install that fails', () => {
  async function failure(work: Promise<unknown>): Promise<InstallFailure> {
    const error = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (!(error instanceof InstallFailure)) throw new Error(`It should have failed with a reason, not: ${error}`);
    return error;
  }

  it('by a server that stalls ends npm with all it started, and leaves nothing', async () => {
    const { message } = await failure(run(hangs(folder), { stallMs: 2000 }));
    expect(message).toMatch(/Nothing has arrived for 2 seconds.*network/);
    const child = Number(await readFile(join(folder, 'child.pid'), 'utf8'));
    await vi.waitFor(() => expect(isAlive(child)).toBe(false), { timeout: 5000 });
    expect(await kept()).toEqual([]);
  });

  it('by a real npm whose registry never answers', async () => {
    const server = createServer(() => {});
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const registry = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    vi.stubEnv('npm_config_registry', registry);
    try {
      const { message } = await failure(install(npmRecipe('@tensorflow/tfjs-node', 1), options({ stallMs: 4000 })));
      expect(message).toContain('Nothing has arrived');
      expect(await kept()).toEqual([]);
    } finally {
      vi.unstubAllEnvs();
      server.closeAllConnections();
      server.close();
    }
  });

  it('by a download that was cut short though npm ends well, and the earlier one stays', async () => {
    const earlier = await run(installs());
    const cut = "throw new Error('libtensorflow.so.2: file too short');";
    const { message } = await failure(run(installs(cut)));
    expect(message).toMatch(/does not work here: .*file too short.*removed again.*run it once more/);
    expect(await kept()).toEqual([earlier.folder]);
    expect(await readInstalls(managed)).toMatchObject([{ folder: earlier.folder }]);
  });

  it.each([
    ['npm error code ENOSPC\nnpm error nospc ENOSPC: no space left on device', /no space left.*The disk is full/],
    [
      'npm ERR! code ENOTFOUND\nnpm ERR! network request to https://r failed',
      /request to .* failed.*registry and proxy/,
    ],
    ['npm error code E404\nnpm error 404 Not Found', /404 Not Found.*does not carry it/],
    ['Killed', /It gave no reason.*log/],
  ])('by npm itself gives its words: %j', async (said, words) => {
    const { message } = await failure(run(`process.stderr.write(${JSON.stringify(`${said}\n`)}); process.exit(1);`));
    expect(message.replaceAll('\n', ' ')).toMatch(words);
    expect(await kept()).toEqual([]);
  });

  it('for want of room, before anything is fetched', async () => {
    const { message } = await failure(run("require('fs').writeFileSync('../started', '')", {}, 1e18));
    expect(message).toMatch(/needs about 1000000000\.0 GB.*left.*Free some space/);
    expect(await kept()).toEqual([]);
  });

  it('for want of npm or a compiler, with how to get it', async () => {
    await expect(findNpm(folder)).rejects.toThrow(/npm was not found.*nodejs\.org/);
    vi.stubEnv('CXX', '');
    await expect(findCompiler(folder)).rejects.toThrow(/No C\+\+ compiler was found/);
    vi.unstubAllEnvs();
  });

  it('where the folder cannot be made', async () => {
    await writeFile(join(folder, 'kept'), 'a file in its place');
    const { message } = await failure(run(installs()));
    expect(message).toContain('cannot be written to');
  });

  it('by the user ends npm with all it started, and leaves nothing', async () => {
    const controller = new AbortController();
    const tried = vi.fn(probe);
    const running = run(hangs(folder), { signal: controller.signal, probe: tried });
    await vi.waitFor(() => expect(readFileSync(join(folder, 'child.pid'), 'utf8')).not.toBe(''), { timeout: 15_000 });
    controller.abort();
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    const child = Number(await readFile(join(folder, 'child.pid'), 'utf8'));
    await vi.waitFor(() => expect(isAlive(child)).toBe(false), { timeout: 5000 });
    expect(tried).not.toHaveBeenCalled();
    expect(await kept()).toEqual([]);
  });

  it('by the user while it is tried keeps nothing', async () => {
    const controller = new AbortController();
    const running = run(installs(), {
      signal: controller.signal,
      probe: async () => {
        controller.abort();
        return { works: true, gpu: true };
      },
    });
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    expect(await kept()).toEqual([]);
    expect(await readInstalls(managed)).toEqual([]);
  });
});

describe('the folder of installs', () => {
  it('takes one install at a time', async () => {
    const slow = `${installs()} setTimeout(() => {}, 1500);`;
    const npm = await fakeNpm(folder, slow);
    const outcomes = await Promise.allSettled([1, 2].map(() => install(recipeWith(npm), options())));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = outcomes.find((outcome) => outcome.status === 'rejected');
    expect(refused?.reason).toMatchObject({ message: expect.stringContaining('Another window is installing') });
    expect(await kept()).toHaveLength(1);
  });

  it('is free again when the window that locked it has died', async () => {
    const lock = join(managed, lockName);
    await mkdir(lock, { recursive: true });
    const anHourAgo = Date.now() / 1000 - 3600;
    await utimes(lock, anHourAgo, anHourAgo);
    expect(await run(installs())).toMatchObject({ gpu: true });
  });

  it('is cleared of what killed installs left', async () => {
    await mkdir(join(managed, 'staging-1', 'node_modules'), { recursive: true });
    await mkdir(join(managed, 'tfjs-node-lost'));
    const installed = await run(installs());
    expect(await kept()).toEqual([installed.folder]);
  });

  it('is empty after everything was removed', async () => {
    await run(installs());
    await removeInstalls(managed);
    expect(await kept()).toEqual([]);
    expect(await resolveProvider({ folder, trusted: true, managed })).toMatchObject({ kind: 'bundled' });
  });

  it.each([
    '{',
    '[null, 7, {}]',
    '[{ "folder": "../../elsewhere", "packageName": "@tensorflow/tfjs-node", "title": "x" }]',
    '[{ "folder": "..", "packageName": "@tensorflow/tfjs-node", "title": "x" }]',
    '[{ "folder": "x", "packageName": "left-pad", "title": "x" }]',
  ])('lists nothing by a damaged manifest: %s', async (text) => {
    await mkdir(managed, { recursive: true });
    await writeFile(join(managed, manifestName), text);
    expect(await readInstalls(managed)).toEqual([]);
  });

  it('says when an install of ours has stopped working', async () => {
    const installed = await run(installs());
    const index = join(rootOf(managed, installed), 'index.js');
    await writeFile(index, workingPackage.replace("'tensorflow'", "'cpu'"));
    const provider = await resolveProvider({ folder, trusted: true, managed, probe });
    expect(provider).toMatchObject({ kind: 'bundled', reason: expect.stringContaining('"cpu"') });
    expect(existsSync(index)).toBe(true);
  });
});

describe('what is offered', () => {
  const kindsOn = (platform: NodeJS.Platform, arch: string) => offersFor(platform, arch).offers.map(({ kind }) => kind);

  it('is the GPU on Linux x64 alone, and nothing that does not exist', () => {
    expect(kindsOn('linux', 'x64')).toEqual(['@tensorflow/tfjs-node-gpu', '@tensorflow/tfjs-node', 'python']);
    expect(kindsOn('linux', 'arm64')).toEqual(['python']);
    expect(kindsOn('darwin', 'arm64')).toEqual(['@tensorflow/tfjs-node', 'python']);
    expect(kindsOn('win32', 'x64')).toEqual([]);
    expect(offersFor('win32', 'x64').missing).toContain('WSL');
  });
});
