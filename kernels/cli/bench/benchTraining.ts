import type { BenchArguments } from './arguments';
import type { Contestant } from './contestant';
import { labContestant, tensorflowContestant, torchContestant } from './contestants';
import { type Entry, entryOf, measureInTurns } from './measure';
import { networks } from './networks';
import { progressLine } from './progressLine';
import { batchSize } from './task';
import { partsOf, partsTable, trainingRows, trainingTable } from './trainingTable';

/** Images a second of small networks, and where a step of ours spends its time: two tables for each number of threads. */
export async function benchTraining(options: BenchArguments): Promise<void> {
  const results: object[] = [];
  for (const threads of options.threads) {
    const lab = labContestant(threads);
    const torch = options.peers ? await torchContestant(threads) : null;
    const tensorflow = options.tensorflow ? await tensorflowContestant(threads, options.tensorflow) : null;
    const entries = Object.keys(networks).flatMap((network) => entriesOf(network, lab, torch, tensorflow));
    const parts = Object.keys(networks).map((network) => entryOf(network, lab, { kind: 'parts', network }));
    try {
      await measureInTurns([...entries, ...parts], options.rounds, progressLine(`${threads} thread(s)`));
    } finally {
      lab.dispose();
      torch?.dispose();
      tensorflow?.dispose();
    }
    const rows = trainingRows(entries);
    results.push({ threads, rows, parts: parts.map((entry) => ({ network: entry.label, parts: partsOf(entry) })) });
    if (options.json) continue;
    console.log(`${threads} thread(s), batch ${batchSize}, medians of ${options.rounds} interleaved rounds\n`);
    console.log(`${trainingTable(rows)}\n\n${partsTable(parts)}\n`);
  }
  if (options.json) console.log(JSON.stringify(results, null, 2));
}

function entriesOf(network: string, lab: Contestant, torch: Contestant | null, tensorflow: Contestant | null): Entry[] {
  return [
    entryOf('Activation Lab', lab, { kind: 'epoch', network, way: 'ours' }),
    ...(tensorflow ? [entryOf(tensorflow.name, tensorflow, { kind: 'epoch', network, way: 'ours' } as const)] : []),
    entryOf('tfjs as it comes', lab, { kind: 'epoch', network, way: 'stock' }),
    ...(torch ? [entryOf('PyTorch', torch, { kind: 'epoch', network, way: 'eager' })] : []),
  ];
}
