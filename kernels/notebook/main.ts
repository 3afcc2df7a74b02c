/**
 * The notebook kernel's program: `node main.cjs NOTEBOOK_PATH`, file descriptor 3 being the channel to whoever
 * started it.
 */
import { Link } from './link';

const channel = 3;
const link = new Link(__dirname, channel);

// The second thread takes a while to start: the rest is loaded in the meantime.
void import('./startKernel').then(({ startKernel }) =>
  startKernel(link, process.argv[2] ?? `${process.cwd()}/notebook.ipynb`),
);
