/** The process that computes with tfjs in a benchmark: tasks come in and answers go out, a line of JSON each. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { startBackend } from '../../backends/start';
import { OpsWork } from './opsWork';
import type { Answer, Task } from './task';
import { TrainingWork } from './trainingWork';

async function main(): Promise<void> {
  const tfjsWasm = createRequire(__filename).resolve('@tensorflow/tfjs-backend-wasm/package.json');
  await startBackend({ wasmFolder: join(dirname(tfjsWasm), 'wasm-out'), provider: 'bundled' });
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

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
