import { setTimeout } from 'node:timers/promises';
import { quantile } from '../../lab/benchRows';
import type { Contestant } from './contestant';
import type { Task } from './task';

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
 * Measures all of them in turns, a first round unrecorded, in which an op runs often enough to be compiled for good; one
 * that fails is not asked again.
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

/** JavaScript engines compile what runs often anew, and better: what a network trains with has long come to that. */
const warmUpMs = 300;

async function measure(entry: Entry, isRecorded: boolean): Promise<void> {
  await setTimeout(restMs);
  const { task } = entry;
  const isWarmUp = task.kind === 'op' && !isRecorded;
  const answer = await entry.contestant.run(isWarmUp ? { ...task, atLeastMs: warmUpMs } : task);
  if ('error' in answer) entry.error = answer.error;
  else if (!isRecorded) return;
  else if ('parts' in answer) entry.parts.push(answer.parts);
  else {
    entry.samples.push(...answer.samples);
    entry.processor.push(...(answer.processor ?? []));
  }
}

/** NaN where nothing was measured. */
export function medianOf(entry: Entry | undefined): number {
  return quantile(entry?.samples ?? [], 0.5);
}
