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

  lines(): string[] {
    return [...this.series.values()].map(({ id, run, metric, stepUnit }) => {
      const seed = run.seed === undefined ? '' : `, seed ${run.seed}`;
      const point = this.last.get(id);
      const end = point ? `${Number(point.value.toPrecision(5))} at ${stepUnit} ${point.step}` : 'no value';
      return `${run.group} · ${run.name}${seed}: ${metric} ${end}`;
    });
  }
}
