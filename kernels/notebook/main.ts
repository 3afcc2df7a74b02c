/**
 * The notebook kernel's program: `node main.cjs NOTEBOOK_PATH`, file descriptor 3 being the channel to whoever
 * started it.
 */
import { join } from 'node:path';
import { startSecondThread } from './secondThread';

const channel = 3;
const thread = startSecondThread(__dirname, channel);

// The second thread takes a while to start: the rest, a file of its own, is read and loaded in the meantime.
const { startKernel } = require(join(__dirname, 'startKernel.cjs')) as typeof import('./startKernel');
startKernel(thread, process.argv[2] ?? `${process.cwd()}/notebook.ipynb`);
