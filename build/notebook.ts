import { runCli } from './runCli';

/** `npm run notebook -- FILE.ipynb`: a notebook run without an editor. */
await runCli('notebook');
