import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export const usage = `Usage: npm run bench -- ops [--size 1e6,1e7] [--threads 1,2] [--activations telu,xielu] [--rounds 15] [--peers] [--json]
       npm run bench -- training [--threads 1,2] [--rounds 7] [--peers] [--tensorflow FOLDER] [--json]
       npm run bench -- notebook
       npm run bench -- gpu
       npm run bench -- language

ops: what each activation costs, forward and with its gradient. training: images a second of small networks.
notebook: what a cell, a loop and a line of output cost. gpu: activations on a WebGPU device, against its own copy.
language: how long completion and errors take in a long one.
Everything is measured in turns, so that whatever else the machine does falls on all alike.

  --size         elements of a tensor
  --threads      how many threads, one table for each
  --activations  which, by catalogue name
  --rounds       how often each is measured; medians are shown
  --peers        beside PyTorch, installed once into a folder of its own (python3 is needed; ACTIVATION_LAB_PIP_ARGS
                 are further words for pip, such as an index)
  --tensorflow   trains on TensorFlow too: the folder of an installed @tensorflow/tfjs-node(-gpu), or of a Python
                 environment for which "Install TensorFlow GPU Backend…" has built a binding
  --json         numbers for programs in place of tables`;

export interface BenchArguments {
  benchmark: 'ops' | 'training';
  sizes: number[];
  threads: number[];
  /** Absent: all of the catalogue. */
  activations?: string[];
  rounds: number;
  peers: boolean;
  /** Folder of a TensorFlow package, or of a Python environment with TensorFlow. */
  tensorflow?: string;
  json: boolean;
}

/** A string says what is wrong with them. */
export function readArguments(words: string[]): BenchArguments | string {
  try {
    const { values, positionals } = parseArgs({
      args: words,
      allowPositionals: true,
      options: {
        size: { type: 'string', default: '1e6' },
        threads: { type: 'string', default: '1' },
        activations: { type: 'string' },
        rounds: { type: 'string' },
        peers: { type: 'boolean', default: false },
        tensorflow: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    const [benchmark = 'ops', ...more] = positionals;
    if (benchmark !== 'ops' && benchmark !== 'training') return `There is no benchmark "${benchmark}".`;
    if (more.length > 0) return `One benchmark at a time: ${positionals.join(', ')}.`;
    const [rounds = Number.NaN] = numbersOf('rounds', values.rounds ?? (benchmark === 'ops' ? '15' : '7'), 1000);
    return {
      benchmark,
      sizes: numbersOf('size', values.size, 2 ** 27),
      threads: numbersOf('threads', values.threads, 64),
      ...(values.activations !== undefined && { activations: values.activations.split(',').filter(Boolean) }),
      rounds,
      peers: values.peers,
      ...(values.tensorflow && { tensorflow: resolve(process.env.INIT_CWD ?? '', values.tensorflow) }),
      json: values.json,
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function numbersOf(name: string, text: string, most: number): number[] {
  const values = text.split(',').map(Number);
  const wrong = values.find((value) => !Number.isInteger(value) || value < 1 || value > most);
  if (wrong === undefined) return values;
  throw new Error(`--${name} ${text}: whole numbers from 1 to ${most.toLocaleString('en')}, commas between.`);
}
