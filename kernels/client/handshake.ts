import { type KernelEvents, protocolVersion } from '../notebook/wire';
import type { Events } from './events';
import { failure, KernelFailure } from './kernelFailure';

const oldestNode = 20;
const defaultTimeoutMs = 30_000;

/** What a handshake needs of a client. */
interface Greeted extends Pick<Events, 'on'> {
  kill(reason: string): Promise<void>;
}

/** Waits for the kernel's first word and checks that the two understand each other. */
export async function checkReady(client: Greeted, timeoutMs = defaultTimeoutMs): Promise<void> {
  const ready = await firstWord(client, timeoutMs);
  const refusal = ready instanceof KernelFailure ? ready : objection(ready);
  if (!refusal) return;
  await client.kill('it could not be used');
  throw refusal;
}

function firstWord(client: Greeted, timeoutMs: number): Promise<KernelEvents['ready'] | KernelFailure> {
  return new Promise((resolve) => {
    const silence = failure('KernelStartFailure', `The kernel said nothing for ${timeoutMs / 1000} seconds.`, nextStep);
    const limit = setTimeout(() => resolve(silence), timeoutMs);
    const settle = (word: KernelEvents['ready'] | KernelFailure) => {
      clearTimeout(limit);
      resolve(word);
    };
    client.on('ready', settle);
    client.on('ended', ({ failure: { message, name } }) =>
      settle(
        failure(
          'KernelStartFailure',
          name === 'KernelStartFailure' ? message : `The kernel could not start. ${message}`,
          nextStep,
        ),
      ),
    );
  });
}

const nextStep = 'Check which Node.js program runs it (version 20 or newer), and build again if files were changed.';

function objection({ protocolVersion: spoken, node }: KernelEvents['ready']): KernelFailure | undefined {
  if (Number.parseInt(node, 10) < oldestNode) {
    const hint = 'Choose a newer Node.js, or leave the choice to the editor, which brings its own.';
    return failure(
      'KernelStartFailure',
      `Node.js ${node} is too old for the notebook kernel: it needs ${oldestNode}.`,
      hint,
    );
  }
  if (spoken !== protocolVersion) {
    const versions = `The kernel speaks protocol ${spoken}, this program ${protocolVersion}.`;
    return failure('KernelStartFailure', `${versions} They come from different builds.`, 'Build again, then restart.');
  }
  return undefined;
}
