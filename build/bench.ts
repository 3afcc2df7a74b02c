import { benchSwaps } from './benchSwaps';
import { runCli } from './runCli';

/** `npm run bench -- …`: a benchmark of activations without an editor; of swaps, which are the editor's, right here. */
if (process.argv[2] === 'swaps') await benchSwaps(process.argv[3]);
else await runCli('bench');
