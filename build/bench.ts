import { runCli } from './runCli';

/** `npm run bench -- …`: a benchmark of activations without an editor. */
await runCli('bench');
