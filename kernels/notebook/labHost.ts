import type { LabHost } from '../lab/host';
import type { Displays } from './display/displays';
import type { Metrics } from './display/metrics';
import { jobContext } from './job';
import type { JobQueue } from './jobQueue';
import type { Link } from './link';
import type { NotebookPlace } from './notebookPlace';

/** What the lab library finds in this process. */
export function createLabHost(
  place: NotebookPlace,
  { jobs, link, displays, metrics }: { jobs: JobQueue; link: Link; displays: Displays; metrics: Metrics },
): LabHost {
  const never = new AbortController().signal;
  let series = 0;
  const job = () => jobContext.getStore() ?? jobs.running;
  return {
    get folder() {
      return place.folder;
    },
    get signal() {
      if (job() === jobs.running) jobs.cooperate();
      return job()?.signal ?? never;
    },
    display: (bundle) => displays.show(job()?.executionId ?? null, bundle),
    clear: ({ wait = false } = {}) =>
      link.event({ event: 'clear', params: { executionId: job()?.executionId ?? null, wait } }),
    activationDefined: (activation) => link.event({ event: 'activation', params: activation }),
    defineSeries(definition) {
      const id = ++series;
      link.event({ event: 'defineSeries', params: { ...definition, id } });
      return id;
    },
    point: (id, step, value) => metrics.add(id, step, value),
  };
}
