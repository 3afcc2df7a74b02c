/** The process that computes on wasm in a benchmark. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { answerTasks, giveUp } from './answerTasks';

const tfjsWasm = createRequire(__filename).resolve('@tensorflow/tfjs-backend-wasm/package.json');
answerTasks({ wasmFolder: join(dirname(tfjsWasm), 'wasm-out'), provider: 'bundled' }).catch(giveUp);
