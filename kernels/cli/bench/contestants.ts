import { join } from 'node:path';
import { Contestant } from './contestant';
import { PeerMissing, torchPython } from './pythonEnvironment';

/** tfjs on wasm with our kernels, in a process of its own. */
export function labContestant(threads: number): Contestant {
  // The flags of this process carry the loader of TypeScript over.
  const args = [...process.execArgv, join(__dirname, 'worker.ts'), String(threads)];
  return new Contestant('Activation Lab', process.execPath, args);
}

/** PyTorch; null, with the reason said, where it cannot be had. */
export async function torchContestant(threads: number): Promise<Contestant | null> {
  try {
    const python = await torchPython();
    return new Contestant('PyTorch', python, ['-u', join(__dirname, 'torchPeer.py'), String(threads)]);
  } catch (error) {
    if (!(error instanceof PeerMissing)) throw error;
    console.error(error.message);
    return null;
  }
}
