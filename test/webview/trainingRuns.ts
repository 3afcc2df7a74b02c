import type { SeriesSnapshot } from '../../extension/runs/series';

export const trained = [
  { name: 'ReLU', activation: 'relu', reach: 0.838 },
  { name: 'GELU', activation: 'gelu', reach: 0.851 },
  { name: 'SiLU', activation: 'silu', reach: 0.846 },
  { name: 'TeLU', activation: 'telu', reach: 0.862 },
  { name: 'xIELU', activation: 'xielu', reach: 0.857 },
];

export interface TrainingOptions {
  groups?: string[];
  seeds?: number;
  epochs?: number;
  /** How far apart two seeds come to lie. */
  noise?: number;
  metrics?: string[];
  startedAt?: number;
}

/** Curves as a real training gives them: five activations, several seeds and networks, the same each time. */
export function trainingRuns({
  groups = ['MLP', 'CNN'],
  seeds = 3,
  epochs = 8,
  noise = 0.004,
  metrics = ['loss', 'validation accuracy'],
  startedAt = 1.7e12,
}: TrainingOptions = {}): SeriesSnapshot[] {
  const random = randomFrom(7);
  let started = startedAt;
  return groups.flatMap((group, g) =>
    trained.flatMap(({ name, activation, reach }) =>
      Array.from({ length: seeds }, (_, s) => s + 1).flatMap((seed) => {
        started += 1000;
        const run = { id: `${group}-${name}-${seed}-${started}`, name, activation, group, seed, startedAt: started };
        const offset = noise * (random() + random() - 1) * 2;
        return metrics.map((metric) => {
          const steps = Float64Array.from({ length: epochs }, (_, i) => i + 1);
          const values = steps.map((step) =>
            valueAt(metric, step, reach + offset + g * 0.03, noise * (random() - 0.5)),
          );
          const source = 'file:///home/ada/notebooks/01%20first%20comparison.ipynb';
          return {
            key: JSON.stringify([source, run.id, metric]),
            source,
            run,
            metric,
            stepUnit: 'epoch',
            points: { steps, values, stride: 1 },
          };
        });
      }),
    ),
  );
}

function valueAt(metric: string, step: number, reach: number, jitter: number): number {
  const accuracy = reach - 0.32 * Math.exp(-0.75 * step) + jitter;
  return metric === 'loss' ? 2.6 * (1 - accuracy) + 0.15 * Math.exp(-step) : accuracy;
}

/** The same numbers on every machine. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
