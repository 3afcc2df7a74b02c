import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { quantile } from '../../lab/benchRows';
import { JupyterContestant, type Program } from './jupyterContestant';
import { installPeer, jupyterPeers } from './jupyterPeers';
import { figure, textTable } from './textTable';

const rounds = 5;
const roundTrips = 50;
const lines = 100_000;

type Figures = Record<'first' | 'cpu' | 'memory' | 'trip' | 'loop' | 'lines', number[]>;

const rows: [what: keyof Figures, label: string][] = [
  ['first', 'from nothing to the first result, ms'],
  ['cpu', 'processor time until then, ms'],
  ['memory', 'memory then, with child processes, MB'],
  ['trip', 'round trip of 1 + 1, ms'],
  ['loop', 'loop of 1e8 at the top level, ms'],
  ['lines', `${lines} lines of console.log, ms`],
];

/** This kernel behind the Jupyter protocol and its peers, in turns: whatever else the machine does falls on all. */
export async function benchKernels(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'activation-lab-bench-'));
  try {
    const contestants = await findContestants();
    const figures = new Map<string, Figures>();
    for (let round = 0; round < rounds; round++) {
      for (const [name, program] of contestants) {
        try {
          await measure(program, folder, figuresOf(figures, name));
        } catch (error) {
          console.log(`${name} is not measured: ${error instanceof Error ? error.message : error}`);
          contestants.delete(name);
          figures.delete(name);
        }
      }
    }
    const names = [...figures.keys()];
    const body = rows.map(([what, label]) => [label, ...names.map((name) => medianOf(figures.get(name)?.[what]))]);
    console.log(textTable(['behind the Jupyter protocol', ...names], body));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function findContestants(): Promise<Map<string, Program>> {
  const own = join(__dirname, '../../../dist/cli/activation-lab.cjs');
  const found = new Map<string, Program>([['Activation Lab', (file) => [process.execPath, own, 'kernel', file]]]);
  for (const peer of jupyterPeers) {
    try {
      found.set(peer.name, await installPeer(peer));
    } catch (error) {
      console.log(`${peer.name} is absent: ${error instanceof Error ? error.message : error}`);
    }
  }
  return found;
}

async function measure(program: Program, folder: string, figures: Figures): Promise<void> {
  const startedAt = performance.now();
  const kernel = await JupyterContestant.start(program, folder);
  try {
    await kernel.time('1 + 1');
    figures.first.push(performance.now() - startedAt);
    const use = kernel.use();
    if (use) {
      figures.cpu.push(use.cpuMs);
      figures.memory.push(use.megabytes);
    }
    for (let trip = 0; trip < roundTrips; trip++) figures.trip.push(await kernel.time('1 + 1'));
    if (figures.loop.length === 0)
      figures.loop.push(await kernel.time('let sum = 0; for (let i = 0; i < 1e8; i++) { sum += i % 7 }'));
    figures.lines.push(await kernel.time(`for (let i = 0; i < ${lines}; i++) console.log(i)`));
  } finally {
    kernel.end();
  }
}

function figuresOf(all: Map<string, Figures>, name: string): Figures {
  const known = all.get(name) ?? { first: [], cpu: [], memory: [], trip: [], loop: [], lines: [] };
  all.set(name, known);
  return known;
}

function medianOf(values: number[] = []): string {
  return figure(quantile(values, 0.5));
}
