import type { KernelClient } from '../client/kernelClient';
import type { SeriesDefinition } from '../lab/host';

type Point = readonly [step: number, value: number];

/** Everything that the cells tracked. */
export class Curves {
  private readonly series = new Map<number, { definition: SeriesDefinition; points: Point[] }>();

  listen(kernel: KernelClient): void {
    kernel.on('defineSeries', (definition) => this.series.set(definition.id, { definition, points: [] }));
    kernel.on('pointValues', (numbers) => {
      for (let index = 0; index + 2 < numbers.length; index += 3) {
        const [id = 0, step = 0, value = 0] = numbers.subarray(index, index + 3);
        this.series.get(id)?.points.push([step, value]);
      }
    });
  }

  /** As the JSON report has them. */
  toJSON(): object[] {
    return [...this.series.values()].map(({ definition: { run, metric, stepUnit }, points }) => ({
      run: { name: run.name, group: run.group, activation: run.activation, seed: run.seed },
      metric,
      stepUnit,
      points,
    }));
  }

  /** A line for each metric of each name, its runs averaged: thirty runs in four metrics would bury what matters. */
  lines(): string[] {
    const ends = new Map<string, Point[]>();
    for (const { definition, points } of this.series.values()) {
      const { run, metric, stepUnit } = definition;
      const last = points.at(-1);
      const key = `${run.group} · ${run.name}: ${metric} at ${stepUnit} ${last?.[0]}`;
      if (last) ends.set(key, [...(ends.get(key) ?? []), last]);
    }
    return [...ends].map(([key, points]) => {
      const mean = points.reduce((sum, [, value]) => sum + value, 0) / points.length;
      return `${key}: ${Number(mean.toPrecision(3))}${points.length > 1 ? ` (mean of ${points.length} runs)` : ''}`;
    });
  }
}
