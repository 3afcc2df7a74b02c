import { parseArgs } from 'node:util';
import { getActivation } from '../../../kernels/activations';
import { type ActivationId, activationNamed } from '../activationNames';
import { extensionOf, languageNames, languageOfFile } from '../fileLanguage';

export const usage = `Usage: activation-lab swap --from NAME --to NAME PATH… [--write | --diff | --check] [--json]
       activation-lab swap --from NAME --to NAME - (--language NAME | --stdin-filename PATH) [--diff | --check]

Swaps one activation for another wherever that is safe, in Python, TypeScript, JavaScript, model configurations and
notebooks. PATH is a file, a folder or a glob. Without an option it says what would change, and changes nothing.
With "-" it reads one text from standard input and prints it swapped.

  --from NAME  the activation to replace, such as relu
  --to NAME    the activation to put in its place, such as telu
  --activations FILE     a notebook, or a TypeScript or JavaScript module, that defines activations of your own with
                         defineActivation: it is run, and they are known by their ids; may be given again
  --write      write the files
  --diff       print the changes as a patch
  --check      exit with 1 when something would change
  --json       report as JSON
  --language NAME        what standard input is written in: python, typescript, javascript, json, notebook, or a
                         file's extension
  --stdin-filename PATH  the name of the text on standard input: tells its language, and stands in what is reported

Sites that need a person's eye are listed, never changed. Exit code: 0, 1 with --check, 2 when nothing could be done
or a file could not be read or written.`;

export type SwapMode = 'list' | 'write' | 'diff' | 'check' | 'print';

export interface SwapArguments {
  /** As they were written; as ids once they are `resolved`. */
  readonly from: ActivationId;
  readonly to: ActivationId;
  /** Files that define activations. */
  readonly activations: readonly string[];
  readonly paths: readonly string[];
  /** There where the text on standard input is what to swap in. */
  readonly stdin?: StandardInput;
  readonly mode: SwapMode;
  readonly asJson: boolean;
}

export interface StandardInput {
  /** What it is called in reports. */
  readonly name: string;
  /** A file name that tells its language. */
  readonly readAs: string;
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
      activations: { type: 'string', multiple: true },
      write: flag,
      diff: flag,
      check: flag,
      json: flag,
      language: { type: 'string' },
      'stdin-filename': { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return null;
  const modes = (['write', 'diff', 'check'] as const).filter((mode) => values[mode]);
  if (modes.length > 1) throw new Error(`One of --${modes.join(' and --')}, not both.`);
  if (!values.from || !values.to) throw new Error('Say what to replace and by what: --from relu --to telu.');
  const { from, to, activations = [], json: asJson = false } = values;
  const stdin = standardInput(positionals, values.language, values['stdin-filename']);
  if (stdin) {
    if (values.write) throw new Error('--write has no file to write: the swapped text goes to standard output.');
    return { from, to, activations, paths: [], stdin, mode: modes[0] ?? (asJson ? 'list' : 'print'), asJson };
  }
  if (positionals.length === 0) throw new Error('Where? Name files, folders or globs; "." is the folder you are in.');
  return { from, to, activations, paths: positionals, mode: modes[0] ?? 'list', asJson };
}

/** As formatters take it: "-", or a name alone. */
function standardInput(paths: readonly string[], language?: string, name?: string): StandardInput | undefined {
  const isPiped = paths.includes('-') || (paths.length === 0 && name !== undefined);
  if (!isPiped && language === undefined && name === undefined) return undefined;
  if (!isPiped) throw new Error('--language and --stdin-filename tell of standard input; name "-" instead of a path.');
  if (paths.length > 1) throw new Error('"-" is standard input, and goes with no other path.');
  if (language === undefined) return named(name);
  const extension = extensionOf(language);
  if (!extension) throw new Error(`No text in "${language}" is searched. There are: ${languageNames.join(', ')}.`);
  const readAs = `stdin.${extension}`;
  return { name: name ?? readAs, readAs };
}

function named(name: string | undefined): StandardInput {
  if (!name)
    throw new Error('In which language is standard input? Say --language python, or --stdin-filename model.py.');
  if (languageOfFile(name)) return { name, readAs: name };
  throw new Error(`The name "${name}" tells no language that is searched. Say it: --language python.`);
}

/** With what the names mean, once the files that define activations have run. A name that nobody knows is an error. */
export function resolved(options: SwapArguments): SwapArguments {
  const { activations } = options;
  const [from, to] = [idOf(options.from, activations), idOf(options.to, activations)];
  if (from === to) throw new Error(`${options.from} and ${options.to} are the same activation.`);
  return { ...options, from, to };
}

function idOf(name: string, activations: readonly string[]): ActivationId {
  try {
    return activationNamed(name) ?? getActivation(name).id;
  } catch (error) {
    const hint =
      activations.length > 0
        ? `It is not defined in ${activations.join(', ')} either.`
        : 'One of your own comes with the file that defines it: --activations FILE.';
    throw new Error(`${error instanceof Error ? error.message : error} ${hint}`);
  }
}
