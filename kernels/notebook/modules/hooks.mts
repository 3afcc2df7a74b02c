/**
 * Module hooks for Node versions that run them in a thread of their own. They only ask: the kernel's main thread
 * knows the local files, their versions, and which tfjs is in use.
 */
import type { LoadHook, ResolveHook } from 'node:module';
import type { MessagePort } from 'node:worker_threads';
import { type HookAnswer, type HookQuestion, isOurs, readCellImport } from './hookMessages';

type Answer = HookAnswer | undefined;
let ask: (question: HookQuestion) => Promise<Answer>;

export function initialize({ port }: { port: MessagePort }): void {
  const waiting = new Map<number, { resolve(answer: Answer): void; reject(error: Error): void }>();
  let asked = 0;
  port.on('message', ({ id, answer, failure }: { id: number; answer: Answer; failure?: Error }) => {
    if (failure) waiting.get(id)?.reject(failure);
    else waiting.get(id)?.resolve(answer);
    waiting.delete(id);
  });
  ask = (question) =>
    new Promise((resolve, reject) => {
      const id = ++asked;
      waiting.set(id, { resolve, reject });
      port.postMessage({ id, question });
    });
}

export const resolve: ResolveHook = async (specifier, context, nextResolve) => {
  const cell = readCellImport(specifier);
  if (cell) return nextResolve(cell.specifier, { ...context, parentURL: cell.parent });
  if (specifier.startsWith('node:')) return nextResolve(specifier);
  const answer = await ask({ kind: 'resolve', specifier, parent: context.parentURL });
  return answer ? { ...answer, shortCircuit: true } : nextResolve(specifier);
};

export const load: LoadHook = async (url, context, nextLoad) => {
  if (!isOurs(url)) return nextLoad(url, context);
  const answer = await ask({ kind: 'load', url, json: context.importAttributes?.type === 'json' });
  return answer?.source === undefined
    ? nextLoad(url, context)
    : { format: answer.format ?? 'module', source: answer.source, shortCircuit: true };
};
