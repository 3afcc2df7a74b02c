import { allActivations } from '../activations';
import { bench } from '../lab/bench';
import type { BenchmarkPass } from '../lab/benchmark';

const size = 1_000_000;
const repetitions = 15;
const passes: readonly BenchmarkPass[] = ['forward', 'forward + backward'];

/** Prints what each activation of the catalogue costs, beside ReLU, all measured in turns. */
export async function benchOps(): Promise<void> {
  const ids = [
    'relu',
    ...allActivations()
      .map(({ id }) => id)
      .filter((id) => id !== 'relu'),
  ];
  const { rows, backend, device } = await bench({ activations: ids, size, repetitions });
  console.log(
    `${size.toLocaleString('en')} elements, float32, ${backend} ${device}, median of ${repetitions} [quartiles]\n`,
  );
  for (const pass of passes) {
    console.log(`${pass}\n${lineOf(['activation', 'ms', '[25 %, 75 %]', '× ReLU'])}`);
    for (const { activation, median, q1, q3, ratio } of rows.filter((row) => row.pass === pass)) {
      console.log(lineOf([activation, median.toFixed(2), `[${q1.toFixed(2)}, ${q3.toFixed(2)}]`, ratio.toFixed(2)]));
    }
    console.log();
  }
}

function lineOf([name = '', ...cells]: string[]): string {
  return name.padEnd(14) + cells.map((cell) => cell.padStart(16)).join('');
}
