import type { BenchmarkPass, BenchmarkReport, BenchmarkRequest } from '../../kernels/lab/benchmark';
import { randomFrom } from './trainingRuns';

export const request: BenchmarkRequest = {
  activations: ['relu', 'gelu', 'silu', 'telu', 'xielu'],
  size: 1_048_576,
  repetitions: 40,
};

const milliseconds: Record<BenchmarkPass, number[]> = {
  forward: [0.62, 4.1, 2.3, 2.8, 1.9],
  'forward + backward': [1.9, 9.2, 6.4, 7.1, 5.2],
};

/** A report as a kernel sends it, with the long right tail that real timings have. */
export function benchmarkReport(measured = 10): BenchmarkReport {
  const random = randomFrom(3);
  const rows = (['forward', 'forward + backward'] as const).flatMap((pass) =>
    request.activations.map((activation, i) => {
      const center = milliseconds[pass][i] ?? 1;
      const samples = Array.from(
        { length: request.repetitions },
        () => center * (1 + 0.12 * random() + (random() > 0.95 ? 1.8 : 0)),
      );
      const sorted = [...samples].sort((a, b) => a - b);
      const at = (share: number) => sorted[Math.floor(share * sorted.length)] ?? 0;
      return {
        activation,
        pass,
        samples,
        median: at(0.5),
        q1: at(0.25),
        q3: at(0.75),
        ratio: center / (milliseconds[pass][0] ?? 1),
      };
    }),
  );
  const { size, repetitions } = request;
  return {
    backend: 'wasm',
    device: '2 threads, SIMD',
    size,
    repetitions,
    baseline: 'relu',
    rows: rows.slice(0, measured),
    cancelled: measured < 10,
  };
}
