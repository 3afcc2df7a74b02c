import { failure } from '../../kernels/client/kernelFailure';
import { findNode } from './findNode';
import { thisMachine } from './thisMachine';

let found: string | undefined;

/**
 * A program that can run WebGPU: on the editor's own Node.js, Electron's, Dawn cannot share memory with JavaScript.
 * Undefined where the editor's own is a plain one, as on a server. Throws a failure that says what to install.
 */
export async function nodeForGpu(): Promise<string | undefined> {
  if (!process.versions.electron) return undefined;
  if (found) return found;
  const answer = await findNode(thisMachine);
  if ('program' in answer) {
    found = answer.program;
    return found;
  }
  const tried = answer.tried.length > 0 ? ` Found, but not usable: ${answer.tried.join('; ')}.` : '';
  throw failure(
    'KernelStartFailure',
    `WebGPU needs Node.js 20 or newer, and none was found on this machine.${tried}`,
    'Install Node.js from https://nodejs.org, or name its program in the setting activationLab.kernel.nodePath, or choose another backend in activationLab.backend.preferred.',
  );
}
