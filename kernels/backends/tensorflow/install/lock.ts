import { join } from 'node:path';
import { lock } from 'proper-lockfile';
import { InstallFailure } from './installFailure';

export const lockName = 'lock';

/** A window that has died stops renewing its lock; after this long the lock is nobody's. */
const staleMs = 20_000;

/** One install at a time, whichever window it was asked for in. */
export async function withLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const release = await lock(folder, {
    lockfilePath: join(folder, lockName),
    stale: staleMs,
    // A laptop that slept past it: the default throws where nobody can catch it. The work itself is safe to finish.
    onCompromised: () => {},
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ELOCKED') throw error;
    throw new InstallFailure(
      'Another window is installing TensorFlow at this moment.',
      'Wait for it: kernels that start afterwards use what it installs.',
    );
  });
  try {
    return await work();
  } finally {
    // Lost already where somebody else took it over.
    await release().catch(() => {});
  }
}
