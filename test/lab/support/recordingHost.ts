import os from 'node:os';
import { afterEach } from 'vitest';
import type { WrittenActivation } from '../../../kernels/activations/writtenActivation';
import type { LabHost, MimeBundle, SeriesDefinition } from '../../../kernels/lab/host';

export interface RecordingHost extends LabHost {
  /** Each display with its updates, oldest first. */
  displays: MimeBundle[][];
  defined: WrittenActivation[];
  series: Omit<SeriesDefinition, 'id'>[];
  points: [series: number, step: number, value: number][];
  /** What the user's stop button does. */
  interrupt(): void;
}

/** Stands where the notebook kernel's host would, until the test ends. */
export function installRecordingHost({ folder = os.tmpdir() } = {}): RecordingHost {
  const controller = new AbortController();
  const host: RecordingHost = {
    displays: [],
    defined: [],
    series: [],
    points: [],
    folder,
    signal: controller.signal,
    interrupt: () => controller.abort(new Error('interrupted by the user')),
    display(bundle) {
      const history = [bundle];
      host.displays.push(history);
      return { update: (next) => void history.push(next) };
    },
    clear: () => void host.displays.splice(0),
    activationDefined: (activation) => void host.defined.push(activation),
    defineSeries: (definition) => host.series.push(definition) - 1,
    point: (series, step, value) => void host.points.push([series, step, value]),
  };
  globalThis.activationLabHost = host;
  return host;
}

afterEach(() => {
  globalThis.activationLabHost = undefined;
});

export function lastText(host: RecordingHost): string {
  return String(host.displays.at(-1)?.at(-1)?.['text/plain']);
}
