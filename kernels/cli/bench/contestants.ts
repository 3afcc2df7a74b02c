import { join } from 'node:path';
import { resolveProvider } from '../../backends/tensorflow/resolve';
import { Contestant } from './contestant';
import { PeerMissing, torchPython } from './pythonEnvironment';

/** tfjs on wasm with our kernels, in a process of its own. */
export function labContestant(threads: number): Contestant {
  return nodeContestant('Activation Lab', ['worker.ts'], { ACTIVATION_LAB_THREADS: String(threads) });
}

/** tfjs on the TensorFlow package in a folder, with our kernels; null, with the reason said, where it does not run. */
export async function tensorflowContestant(threads: number, folder: string): Promise<Contestant | null> {
  const provider = await resolveProvider({ folder: process.cwd(), explicitPath: folder, trusted: true });
  if (provider.kind === 'bundled') {
    console.error(`TensorFlow is not measured. ${provider.reason}`);
    return null;
  }
  const count = String(threads);
  return nodeContestant('Activation Lab on TensorFlow', ['tensorflowWorker.ts', provider.root], {
    TF_NUM_INTRAOP_THREADS: count,
    TF_NUM_INTEROP_THREADS: count,
    OMP_NUM_THREADS: count,
  });
}

function nodeContestant(name: string, [program = '', ...words]: string[], more: NodeJS.ProcessEnv): Contestant {
  // The flags of this process carry the loader of TypeScript over.
  const args = [...process.execArgv, join(__dirname, program), ...words];
  return new Contestant(name, process.execPath, args, { ...process.env, ...more });
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
