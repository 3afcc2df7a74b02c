import { allActivations, getActivation } from '../../activations';
import type { BenchmarkPass } from '../../lab/benchmark';
import type { BenchArguments } from './arguments';
import type { Contestant } from './contestant';
import { labContestant, torchContestant } from './contestants';
import { type Entry, entryOf, measureInTurns } from './measure';
import { opRows, opsTable } from './opsTable';
import { progressLine } from './progressLine';
import type { OpTask } from './task';

const passes: readonly BenchmarkPass[] = ['forward', 'forward + backward'];
const peerWays: readonly OpTask['way'][] = ['eager', 'compiled'];
const ownWays: readonly (readonly [way: OpTask['way'], label: string])[] = [
  ['fused', 'wasm fused'],
  ['composed', 'wasm composed'],
  ['stock', 'tfjs wasm'],
];

/** What each activation costs: one table for each number of threads, size and pass. */
export async function benchOps(options: BenchArguments): Promise<void> {
  const ids = (options.activations ?? allActivations().map(({ id }) => id)).map((name) => getActivation(name).id);
  const results = [];
  for (const threads of options.threads) {
    const lab = labContestant(threads);
    const torch = options.peers ? await torchContestant(threads) : null;
    try {
      for (const size of options.sizes) {
        const copy = entryOf('copy', lab, { kind: 'copy', size });
        const entries = passes.flatMap((pass) => ids.flatMap((id) => entriesOf(id, pass, size, lab, torch)));
        await measureInTurns([copy, ...entries], options.rounds, progressLine(`${threads} thread(s), ${size}`));
        for (const pass of passes) {
          const rows = opRows(
            entries.filter((entry) => entry.task.kind === 'op' && entry.task.pass === pass),
            copy,
          );
          results.push({ threads, size, pass, rows });
          if (!options.json) console.log(`${titleOf(threads, size, pass)}\n${opsTable(rows)}\n`);
        }
      }
    } finally {
      lab.dispose();
      torch?.dispose();
    }
  }
  if (options.json) console.log(JSON.stringify(results, null, 2));
}

function entriesOf(
  activation: string,
  pass: BenchmarkPass,
  size: number,
  lab: Contestant,
  torch: Contestant | null,
): Entry[] {
  const task = (way: OpTask['way']): OpTask => ({ kind: 'op', activation, pass, size, way });
  const own = ownWays.map(([way, label]) => entryOf(label, lab, task(way)));
  return torch ? [...own, ...peerWays.map((way) => entryOf(`PyTorch ${way}`, torch, task(way)))] : own;
}

function titleOf(threads: number, size: number, pass: BenchmarkPass): string {
  const count = threads === 1 ? '1 thread' : `${threads} threads`;
  return `${pass}, ${size.toLocaleString('en')} float32, ${count}; medians of interleaved rounds`;
}
