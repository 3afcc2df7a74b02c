import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KernelClient } from '../../client/kernelClient';

const rounds = 7;
const roundTrips = 200;
const lines = 100_000;

interface Figure {
  what: string;
  values: number[];
  unit: string;
}

/** `npm run bench -- notebook`: what a cell costs that does next to nothing, and what loops and lines cost. */
export async function benchNotebook(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'activation-lab-bench-'));
  const options = {
    kernelDirectory: join(__dirname, '../../../dist/kernel'),
    notebookPath: join(folder, 'bench.ipynb'),
  };
  try {
    const starts = await measureStarts(options);
    const kernel = await KernelClient.start(options);
    const figures = [...starts, ...(await measureCells(new Cells(kernel)))];
    await kernel.shutdown();
    for (const figure of figures) console.log(lineOf(figure));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs cells and gives the milliseconds that each took, seen from outside. */
class Cells {
  private count = 0;
  private lastText = '';

  constructor(private readonly kernel: KernelClient) {
    kernel.on('display', ({ bundle }) => {
      this.lastText = String(bundle['text/plain']);
    });
  }

  async time(source: string): Promise<number> {
    const cellNumber = ++this.count;
    const id = `bench-${cellNumber}`;
    const startedAt = performance.now();
    const request = { executionId: id, cellId: id, cellNumber, language: 'typescript', source } as const;
    const reply = await this.kernel.execute(request);
    if (reply.status !== 'ok') throw new Error(reply.error.stack);
    return performance.now() - startedAt;
  }

  async number(source: string): Promise<number> {
    await this.time(source);
    return Number(this.lastText);
  }
}

async function measureStarts(options: Parameters<typeof KernelClient.start>[0]): Promise<Figure[]> {
  const firstResults: number[] = [];
  const megabytes: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const startedAt = performance.now();
    const kernel = await KernelClient.start(options);
    const cells = new Cells(kernel);
    await cells.time('1 + 1');
    firstResults.push(performance.now() - startedAt);
    megabytes.push((await cells.number('process.memoryUsage.rss()')) / 1e6);
    await kernel.shutdown();
  }
  return [
    { what: 'from nothing to the first result', values: firstResults, unit: 'ms' },
    { what: 'memory of the process before tfjs', values: megabytes, unit: 'MB' },
  ];
}

async function measureCells(cells: Cells): Promise<Figure[]> {
  const loop = (name: string) => `let ${name} = 0; for (let i = 0; i < 1e8; i++) { ${name} += i % 7 }`;
  const topLevel: number[] = [];
  const inFunction: number[] = [];
  const printing: number[] = [];
  // Interleaved: a busy machine slows both sides alike.
  for (let round = 0; round < rounds; round++) {
    inFunction.push(await cells.time(`(function () { ${loop(`a${round}`)} return a${round} })()`));
    topLevel.push(await cells.time(loop(`b${round}`)));
    printing.push(await cells.time(`for (let i = 0; i < ${lines}; i++) console.log(i)`));
  }
  const trips: number[] = [];
  for (let trip = 0; trip < roundTrips; trip++) trips.push(await cells.time('1 + 1'));
  const ratios = topLevel.map((milliseconds, round) => milliseconds / (inFunction[round] ?? Number.NaN));
  return [
    { what: 'round trip of 1 + 1', values: trips, unit: 'ms' },
    { what: 'loop of 1e8 in a function', values: inFunction, unit: 'ms' },
    { what: 'the same loop at the top level', values: topLevel, unit: 'ms' },
    { what: 'top level / function', values: ratios, unit: '×' },
    { what: `${lines} lines of console.log`, values: printing, unit: 'ms' },
  ];
}

function lineOf({ what, values, unit }: Figure): string {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN).toPrecision(3);
  return `${what.padEnd(36)} ${at(0.5).padStart(8)} ${unit}  (${at(0)} … ${at(1)}, N = ${values.length})`;
}
