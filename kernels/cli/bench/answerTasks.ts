import { createInterface } from 'node:readline';
import { type StartOptions, startBackend } from '../../backends/start';
import { OpsWork } from './opsWork';
import type { Answer, Task } from './task';
import { TrainingWork } from './trainingWork';

/** Computes with tfjs, for as long as tasks come in: a line of JSON each, and each answer another. */
export async function answerTasks(backend: StartOptions): Promise<void> {
  await startBackend(backend);
  const ops = new OpsWork();
  let training: TrainingWork | undefined;
  const answerTo = (task: Task): Promise<Answer> => {
    if (task.kind === 'copy') return ops.copy(task);
    if (task.kind === 'op') return ops.run(task);
    training ??= new TrainingWork();
    return task.kind === 'epoch' ? training.epoch(task) : training.parts(task);
  };
  for await (const line of createInterface({ input: process.stdin })) {
    const answer = await answerTo(JSON.parse(line) as Task).catch((error: unknown) => ({
      error: error instanceof Error ? error.message : String(error),
    }));
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
}

/** Last words, which the benchmark repeats. */
export function giveUp(error: unknown): void {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
