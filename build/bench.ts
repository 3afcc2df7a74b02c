import { benchEditor } from './benchEditor';
import { benchSwaps } from './benchSwaps';
import { runCli } from './runCli';

/** `npm run bench -- …`: a benchmark without an editor; of what is the editor's, right here. */
if (process.argv[2] === 'swaps') await benchSwaps(process.argv[3]);
else if (process.argv[2] === 'editor') await benchEditor();
else await runCli('bench');
