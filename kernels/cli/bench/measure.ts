import { setTimeout } from 'node:timers/promises';
import { quantile } from '../../lab/benchRows';
import type { Contestant } from './contestant';
import type { Answer, Task } from './task';

/** One thing to measure, and what came of it. */
export interface Entry {
  /** Who does it, in words: 'PyTorch compiled'. */
  label: string;
  contestant: Pick<Contestant, 'run'>;
  task: Task;
  /** Milliseconds. */
  samples: number[];
  /** The same in processor time, of all threads. */
  processor: number[];
  /** Milliseconds by part, where a task asks for parts. */
  parts: Record<string, number>[];
  /** Why there are none. */
  error?: string;
}

export function entryOf(label: string, contestant: Entry['contestant'], task: Task): Entry {
  return { label, contestant, task, samples: [], processor: [], parts: [] };
}

/**
 * Measures all of them in turns, a first round unrecorded, in which ops and training steps run often enough to be compiled
 * for good; one that fails is not asked again.
 */
export async function measureInTurns(
  entries: readonly Entry[],
  rounds: number,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const total = entries.length * (rounds + 1);
  for (let round = 0; round <= rounds; round++) {
    for (const [index, entry] of entries.entries()) {
      if (entry.error === undefined) await measure(entry, round > 0);
      onProgress(round * entries.length + index + 1, total);
    }
  }
}

/** A library's threads look for more work for a moment after they have done some: not at the cost of the next one's. */
const restMs = 4;

/** JavaScript engines compile what runs often anew, and better: an op of a network has long come to that. */
const opWarmUpMs = 300;

/** A whole training step is more code than an op. */
const trainingWarmUpMs = 1000;

async function measure(entry: Entry, isRecorded: boolean): Promise<void> {
  await setTimeout(restMs);
  const answer = await (isRecorded ? entry.contestant.run(entry.task) : warmUp(entry));
  if ('error' in answer) entry.error = answer.error;
  else if (!isRecorded) return;
  else if ('parts' in answer) entry.parts.push(answer.parts);
  else {
    entry.samples.push(...answer.samples);
    entry.processor.push(...(answer.processor ?? []));
  }
}

/** Every contestant alike. */
async function warmUp({ contestant, task }: Entry): Promise<Answer> {
  if (task.kind === 'op') return contestant.run({ ...task, atLeastMs: opWarmUpMs });
  const end = performance.now() + (task.kind === 'epoch' ? trainingWarmUpMs : 0);
  let answer: Answer;
  do answer = await contestant.run(task);
  while (!('error' in answer) && performance.now() < end);
  return answer;
}

/** NaN where nothing was measured. */
export function medianOf(entry: Entry | undefined): number {
  return quantile(entry?.samples ?? [], 0.5);
}
