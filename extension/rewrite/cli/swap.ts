import type { Subcommand } from '../../../kernels/cli/subcommand';

export const summary: Subcommand['summary'] = 'Swap one activation for another in files and folders.';

export const main: Subcommand['main'] = async (words) => {
  console.error(`Not written yet: ${words.join(' ')}`);
  return 1;
};
