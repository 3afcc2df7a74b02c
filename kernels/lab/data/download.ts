import { promises as fs } from 'node:fs';
import path from 'node:path';
import { currentHost } from '../currentHost';
import { progress } from '../progress';
import { partialPath } from './cacheFolder';
import { badStatus, DataError, networkFailed, type Origin, stalled, writeFailed } from './dataFailure';

export interface Download {
  url: string;
  headers?: Record<string, string>;
  origin: Origin;
  /** What the progress bar says: 'Fashion-MNIST, training images'. */
  label: string;
  /** Throws when the finished file is not what it should be; it is then thrown away. */
  verify(file: string): Promise<void>;
  /** A transfer that brings nothing for this long has failed, however long the whole may take. */
  stallMs?: number;
}

const bytesPerMegabyte = 1e6;

/** Fetches into `target`, which appears whole and verified, or not at all. */
export async function download(request: Download, target: string): Promise<void> {
  const part = partialPath(target);
  try {
    await transfer(request, part);
    await request.verify(part);
    await fs.rename(part, target).catch((error: unknown) => {
      throw writeFailed(request.origin, path.dirname(target), error);
    });
  } finally {
    await fs.rm(part, { force: true });
  }
}

async function transfer(request: Download, part: string): Promise<void> {
  const { url, origin, stallMs = 30_000 } = request;
  const watchdog = new Watchdog(stallMs, currentHost().signal);
  try {
    const response = await fetch(url, { headers: request.headers, signal: watchdog.signal });
    if (!response.ok || response.body === null) throw badStatus(origin, url, response.status);
    const bar = progress(request.label, totalOf(response), { unit: 'MB' });
    try {
      await write(response.body, part, request, (bytes) => {
        watchdog.heard(bytes);
        bar.advance(bytes / bytesPerMegabyte);
      });
      bar.done();
    } catch (error) {
      bar.stop();
      throw error;
    }
  } catch (error) {
    currentHost().signal.throwIfAborted();
    if (watchdog.hasBitten) throw stalled(origin, url, stallMs, watchdog.received);
    throw error instanceof DataError ? error : networkFailed(origin, url, error);
  } finally {
    watchdog.end();
  }
}

function totalOf(response: Response): number | undefined {
  const length = Number(response.headers.get('content-length'));
  // With a content encoding the length is that of the wire, not of the bytes handed to us.
  return length > 0 && !response.headers.has('content-encoding') ? length / bytesPerMegabyte : undefined;
}

async function write(
  body: ReadableStream<Uint8Array>,
  part: string,
  { origin }: Download,
  heard: (bytes: number) => void,
): Promise<void> {
  const failed = (error: unknown): never => {
    throw writeFailed(origin, path.dirname(part), error);
  };
  const file = await fs.open(part, 'wx').catch(failed);
  try {
    for await (const chunk of body) {
      await file.writeFile(chunk).catch(failed);
      heard(chunk.length);
    }
    await file.sync().catch(failed);
  } finally {
    await file.close();
  }
}

/** Aborts when nothing was heard for a while, or when the user stops the cell. */
class Watchdog {
  hasBitten = false;
  received = 0;
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #user: AbortSignal;
  readonly #stop = () => this.#controller.abort();

  constructor(stallMs: number, user: AbortSignal) {
    this.#user = user;
    this.#timer = setTimeout(() => {
      this.hasBitten = true;
      this.#stop();
    }, stallMs);
    if (user.aborted) this.#stop();
    user.addEventListener('abort', this.#stop);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  heard(bytes: number): void {
    this.received += bytes;
    this.#timer.refresh();
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#user.removeEventListener('abort', this.#stop);
  }
}
