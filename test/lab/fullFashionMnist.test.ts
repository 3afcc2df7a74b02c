import { promises as fs } from 'node:fs';
import type http from 'node:http';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type FashionMnistPlaces, findFashionMnist } from '../../kernels/lab/data/fashionMnist';
import { deadAddress, startServer } from './support/localServer';
import { installRecordingHost, lastText, type RecordingHost } from './support/recordingHost';
import { checksumsOf, temporaryFolder, tinyImageFiles, writeFiles } from './support/tinyImages';

const files = tinyImageFiles();
const firstFile = 'train-images-idx3-ubyte';
const twoDaysAgo = Date.now() / 1000 - 2 * 24 * 3600;
let cache: string;
let host: RecordingHost;

beforeEach(async () => {
  vi.stubEnv('ACTIVATION_LAB_CACHE', await temporaryFolder());
  cache = path.join(process.env.ACTIVATION_LAB_CACHE ?? '', 'data', 'fashion-mnist');
  host = installRecordingHost();
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** Answers with the four files, but for what `except` answers itself. */
function serveFiles(except: (name: string, response: http.ServerResponse) => boolean = () => false) {
  return startServer((request, response) => {
    const name = path.posix.basename(request.url ?? '', '.gz');
    if (except(name, response)) return;
    response.end(gzipSync(files.get(name) ?? ''));
  });
}

const places = (...mirrors: string[]): FashionMnistPlaces => ({
  system: path.join(cache, 'no-such-folder'),
  mirrors,
  checksums: checksumsOf(files),
});

const findFull = (...mirrors: string[]) => findFashionMnist({ size: 'full' }, places(...mirrors));

const cachedFiles = async () => (await fs.readdir(cache)).sort();

/** Each failure leaves the cache as it found it: no file, no half file. */
async function expectFailure(finding: Promise<unknown>, ...messages: RegExp[]): Promise<void> {
  const error: unknown = await finding.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  for (const message of messages) expect(String(error)).toMatch(message);
  expect(await cachedFiles()).toEqual([]);
}

const whatToDo = /give \{ folder: .* or use the slice that ships/;

describe('the full Fashion-MNIST', () => {
  it('is downloaded once, with progress, and then comes from the cache', async () => {
    const server = await serveFiles();
    expect((await findFull(server.url)).source).toContain(server.url);
    expect(lastText(host)).toMatch(/^Fashion-MNIST, t10k-labels-idx1-ubyte .* MB in /);
    expect((await findFull(server.url)).source).toMatch(/^the cache/);
    expect(server.requests).toHaveLength(4);
    expect(await cachedFiles()).toEqual([...files.keys()].map((name) => `${name}.gz`).sort());
  });

  it('is taken from the package folder of the system without a download', async () => {
    const system = await temporaryFolder();
    await writeFiles(system, files);
    expect(await findFashionMnist({ size: 'full' }, { ...places(), system })).toEqual({ path: system, source: system });
  });

  it('is taken from the next mirror when the first has no file', async () => {
    const empty = await startServer((_, response) => response.writeHead(404).end());
    const server = await serveFiles();
    expect((await findFull(empty.url, server.url)).source).toContain(server.url);
  });

  it('is fetched again where the cached file is damaged, and only there', async () => {
    const server = await serveFiles();
    await findFull(server.url);
    for (const name of await cachedFiles()) await fs.utimes(path.join(cache, name), twoDaysAgo, twoDaysAgo);
    await fs.truncate(path.join(cache, `${firstFile}.gz`), 30);
    await findFull(server.url);
    expect(server.requests.map(({ url }) => url).slice(4)).toEqual([`/${firstFile}.gz`]);
    expect((await findFull(server.url)).source).toMatch(/^the cache/);
  });

  it('may take long, as long as something comes', async () => {
    const server = await serveFiles((name, response) => {
      if (name !== firstFile) return false;
      const bytes = gzipSync(files.get(name) ?? '');
      const parts = Array.from({ length: 12 }, (_, part) =>
        bytes.subarray(part * 20, part < 11 ? part * 20 + 20 : undefined),
      );
      const timer = setInterval(() => {
        const part = parts.shift();
        if (part === undefined) response.end(() => clearInterval(timer));
        else response.write(part);
      }, 100);
      return true;
    });
    const finding = findFashionMnist({ size: 'full' }, { ...places(server.url), stallMs: 900 });
    expect((await finding).source).toContain(server.url);
  });

  it('never uses what a killed download left, and clears it a day later', async () => {
    await fs.mkdir(cache, { recursive: true });
    const fresh = path.join(cache, `${firstFile}.gz.part-fresh`);
    const old = path.join(cache, `${firstFile}.gz.part-old`);
    for (const left of [fresh, old]) await fs.writeFile(left, gzipSync(files.get(firstFile) ?? '').subarray(0, 20));
    await fs.utimes(old, twoDaysAgo, twoDaysAgo);
    const server = await serveFiles();
    await findFull(server.url);
    expect(server.requests).toHaveLength(4);
    const names = await cachedFiles();
    expect(names).toContain(path.basename(fresh));
    expect(names).not.toContain(path.basename(old));
  });
});

describe('a download that fails', () => {
  it('says that a file is not there', async () => {
    const server = await startServer((_, response) => response.writeHead(404).end('<html>'));
    await expectFailure(findFull(server.url), /train-images-idx3-ubyte.gz answered 404 \(it is not there\)/, whatToDo);
  });

  it('says that the host cannot be reached', async () => {
    await expectFailure(findFull(await deadAddress()), /127\.0\.0\.1:\d+ cannot be reached/, whatToDo);
  });

  it('says that the server fell silent', async () => {
    const server = await serveFiles((_, response) => {
      response.writeHead(200, { 'content-length': 1000 }).write('half');
      return true;
    });
    const finding = findFashionMnist({ size: 'full' }, { ...places(server.url), stallMs: 1000 });
    await expectFailure(finding, /sent nothing for 1 s \(after 4 bytes\)/, whatToDo);
    expect(lastText(host)).toMatch(/stopped at 4\.00e−6 \/ 0\.00100 MB/);
  });

  it('says that the connection broke', async () => {
    const server = await serveFiles((_, response) => {
      response.writeHead(200, { 'content-length': 1000 });
      response.write('half', () => response.destroy());
      return true;
    });
    await expectFailure(findFull(server.url), /the connection broke/, whatToDo);
  });

  it.each([
    ['other bytes', gzipSync('a proxy page')],
    ['half a gzip file', gzipSync(files.get(firstFile) ?? '').subarray(0, 40)],
    ['no gzip at all', Buffer.from('<html>')],
  ])('refuses %s', async (_, content) => {
    const server = await serveFiles((_, response) => {
      response.end(content);
      return true;
    });
    await expectFailure(findFull(server.url), /is not the official file \(its checksum differs\)/, whatToDo);
  });

  it('says that the disk is full', async () => {
    const server = await serveFiles();
    const open = fs.open;
    vi.spyOn(fs, 'open').mockImplementation(async (...args) => {
      const file = await open(...args);
      const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
      vi.spyOn(file, 'writeFile').mockRejectedValue(full);
      return file;
    });
    await expectFailure(findFull(server.url), /could not be kept in .*: the disk is full/, /ACTIVATION_LAB_CACHE/);
  });

  it('says that the cache may not be written', async () => {
    const denied = Object.assign(new Error('EACCES'), { code: 'EACCES' });
    vi.spyOn(fs, 'mkdir').mockRejectedValue(denied);
    await expect(findFull('http://127.0.0.1:1/')).rejects.toThrow(/could not be kept in .*: access is denied/);
  });

  it('ends at once when the user stops the cell', async () => {
    const server = await serveFiles((_, response) => {
      response.writeHead(200, { 'content-length': 1000 }).write('half', () => host.interrupt());
      return true;
    });
    await expectFailure(findFull(server.url, server.url), /interrupted by the user/);
    expect(server.requests).toHaveLength(1);
  });
});
