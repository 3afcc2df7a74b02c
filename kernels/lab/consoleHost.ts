import type { DisplayHandle, LabHost, MimeBundle } from './host';
import { throttle } from './throttle';

/** Updates of one display reach a log file at most this often; the last one always does. */
const updateEveryMs = 1000;

function plainTextOf(bundle: MimeBundle): string {
  const text = bundle['text/plain'] ?? bundle['text/markdown'];
  return typeof text === 'string' ? text : `[${Object.keys(bundle).join(', ')}]`;
}

function show(bundle: MimeBundle): DisplayHandle {
  let latest = plainTextOf(bundle);
  process.stdout.write(`${latest}\n`);
  const print = throttle(updateEveryMs, () => process.stdout.write(`${latest}\n`));
  return {
    update(next) {
      const text = plainTextOf(next);
      if (text === latest) return;
      latest = text;
      print.request();
    },
  };
}

let seriesCount = 0;

/** Stands in for the notebook kernel when the library runs in plain Node: displays become lines of text. */
export const consoleHost: LabHost = {
  display: show,
  // What a terminal has printed stays.
  clear: () => {},
  activationDefined: () => {},
  defineSeries: () => seriesCount++,
  point: () => {},
  signal: new AbortController().signal,
  folder: process.cwd(),
};
