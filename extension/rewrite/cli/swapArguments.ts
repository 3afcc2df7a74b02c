import { parseArgs } from 'node:util';
import { getActivation } from '../../../kernels/activations';
import { type ActivationId, activationNamed } from '../activationNames';

export const usage = `Usage: activation-lab swap --from NAME --to NAME PATH… [--write | --diff | --check] [--json]

Swaps one activation for another wherever that is safe, in Python, TypeScript, JavaScript, model configurations and
notebooks. PATH is a file, a folder or a glob. Without an option it says what would change, and changes nothing.

  --from NAME  the activation to replace, such as relu
  --to NAME    the activation to put in its place, such as telu
  --write      write the files
  --diff       print the changes as a patch
  --check      exit with 1 when something would change
  --json       report as JSON

Sites that need a person's eye are listed, never changed. Exit code: 0, 1 with --check, 2 when nothing could be done
or a file could not be read or written.`;

export type SwapMode = 'list' | 'write' | 'diff' | 'check';

export interface SwapArguments {
  readonly from: ActivationId;
  readonly to: ActivationId;
  readonly paths: readonly string[];
  readonly mode: SwapMode;
  readonly asJson: boolean;
}

/** Null asks for help; anything wrong is an error that says so. */
export function readSwapArguments(words: readonly string[]): SwapArguments | null {
  const flag = { type: 'boolean' } as const;
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      from: { type: 'string' },
      to: { type: 'string' },
      write: flag,
      diff: flag,
      check: flag,
      json: flag,
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return null;
  const modes = (['write', 'diff', 'check'] as const).filter((mode) => values[mode]);
  if (modes.length > 1) throw new Error(`One of --${modes.join(' and --')}, not both.`);
  if (!values.from || !values.to) throw new Error('Say what to replace and by what: --from relu --to telu.');
  const [from, to] = [idOf(values.from), idOf(values.to)];
  if (from === to) throw new Error(`${values.from} and ${values.to} are the same activation.`);
  if (positionals.length === 0) throw new Error('Where? Name files, folders or globs; "." is the folder you are in.');
  return { from, to, paths: positionals, mode: modes[0] ?? 'list', asJson: values.json ?? false };
}

/** A name that nobody knows is an error which names those that are. */
function idOf(name: string): ActivationId {
  return activationNamed(name) ?? getActivation(name).id;
}
