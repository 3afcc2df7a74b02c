/** The process that computes by TensorFlow in a benchmark: the package in its argument takes the place of our tfjs. */
import Module, { createRequire } from 'node:module';
import { join } from 'node:path';
import { prepareProcess } from '../../backends/tensorflow/prepareProcess';
import type * as tasks from './answerTasks';

type ResolveFilename = (request: string, importer: { filename?: string } | undefined, ...rest: unknown[]) => string;
/** Node's CommonJS resolver: not documented, but what every tool of this kind hangs on. */
const commonJs = Module as unknown as { _resolveFilename: ResolveFilename };

const [root = ''] = process.argv.slice(2);
prepareProcess();
const theirs = createRequire(join(root, 'package.json')).resolve(root);
require(theirs);

const original = commonJs._resolveFilename;
commonJs._resolveFilename = (request, ...rest) =>
  /^@tensorflow\/tfjs-(core|layers|backend-cpu|backend-wasm)$/.test(request)
    ? theirs
    : original.call(Module, request, ...rest);

const { answerTasks, giveUp } = require('./answerTasks') as typeof tasks;
answerTasks({ wasmFolder: '', provider: 'tensorflow' }).catch(giveUp);
