import { resolve } from 'node:path';
import { runNotebook } from './runNotebook';

/** `npm run notebook -- FILE.ipynb …`: `activation-lab run` from the sources. */
runNotebook(process.argv.slice(2), resolve(__dirname, '../../dist/kernel')).then((code) => {
  process.exitCode = code;
});
