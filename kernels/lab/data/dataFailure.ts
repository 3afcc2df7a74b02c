/** A data set that cannot be had: what happened, why, and what to do next, in one message. */
export class DataError extends Error {
  override readonly name = 'DataError';

  constructor(what: string, next: string, options?: ErrorOptions) {
    super(`${what}\n${next}`, options);
  }
}

/** Where a file was to come from, in the words its failures are told with. */
export interface Origin {
  /** 'Fashion-MNIST' */
  title: string;
  /** The way round a download that fails: a folder of one's own, or the slice. */
  otherWay: string;
}

const unreachable = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ENETUNREACH', 'EHOSTUNREACH', 'ETIMEDOUT']);

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause === undefined ? '' : codeOf(error.cause);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message || codeOf(error.cause) : error.message;
}

export function badStatus(origin: Origin, url: string, status: number): DataError {
  const why =
    status === 401 || status === 403 ? 'access was refused' : status === 404 ? 'it is not there' : 'it failed';
  return new DataError(`${origin.title} could not be downloaded: ${url} answered ${status} (${why}).`, origin.otherWay);
}

export function stalled(origin: Origin, url: string, stallMs: number, received: number): DataError {
  const seconds = Math.round(stallMs / 1000);
  return new DataError(
    `${origin.title} could not be downloaded: ${url} sent nothing for ${seconds} s (after ${received} bytes).`,
    `Try again, or: ${origin.otherWay}`,
  );
}

export function wrongContent(origin: Origin, file: string, place: string): DataError {
  return new DataError(
    `${origin.title}: ${file} from ${place} is not the official file (its checksum differs), so it was not used.`,
    `A proxy page or a cut transfer looks like this. Try again, or: ${origin.otherWay}`,
  );
}

/** The network failed, before or during the transfer. */
export function networkFailed(origin: Origin, url: string, error: unknown): DataError {
  const what = unreachable.has(codeOf(error)) ? `${new URL(url).host} cannot be reached` : 'the connection broke';
  return new DataError(
    `${origin.title} could not be downloaded: ${what} (${reasonOf(error)}).`,
    `Check the network, or work offline: ${origin.otherWay}`,
    { cause: error },
  );
}

/** The cache could not be written. */
export function writeFailed(origin: Origin, folder: string, error: unknown): DataError {
  const code = codeOf(error);
  const why = code === 'ENOSPC' ? 'the disk is full' : code === 'EACCES' ? 'access is denied' : reasonOf(error);
  return new DataError(
    `${origin.title} could not be kept in ${folder}: ${why}.`,
    `Free some space there, or set ACTIVATION_LAB_CACHE to another folder. Or: ${origin.otherWay}`,
    { cause: error },
  );
}
