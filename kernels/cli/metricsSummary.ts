import type { KernelClient } from '../client/kernelClient';
import type { SeriesDefinition } from '../lab/host';

interface LastPoint {
  step: number;
  value: number;
}

/** Remembers where every curve ended. */
export class MetricsSummary {
  private readonly series = new Map<number, SeriesDefinition>();
  private readonly last = new Map<number, LastPoint>();

  listen(kernel: KernelClient): void {
    kernel.on('defineSeries', (definition) => this.series.set(definition.id, definition));
    kernel.on('pointValues', (numbers) => {
      for (let index = 0; index + 2 < numbers.length; index += 3) {
        const [id = 0, step = 0, value = 0] = numbers.subarray(index, index + 3);
        this.last.set(id, { step, value });
      }
    });
  }

  /** A line for each metric of each name, its runs averaged: thirty runs in four metrics would bury what matters. */
  lines(): string[] {
    const ends = new Map<string, LastPoint[]>();
    for (const { id, run, metric, stepUnit } of this.series.values()) {
      const point = this.last.get(id);
      const key = `${run.group} · ${run.name}: ${metric} at ${stepUnit} ${point?.step}`;
      if (point) ends.set(key, [...(ends.get(key) ?? []), point]);
    }
    return [...ends].map(([key, points]) => {
      const mean = points.reduce((sum, { value }) => sum + value, 0) / points.length;
      return `${key}: ${Number(mean.toPrecision(3))}${points.length > 1 ? ` (mean of ${points.length} runs)` : ''}`;
    });
  }
}
