import { Console } from 'node:console';
import { StringDecoder } from 'node:string_decoder';
import type { Job } from './job';
import { jobContext } from './job';

type StreamName = 'stdout' | 'stderr';
type Emit = (executionId: string | null, name: StreamName, text: string) => void;

/** Sends what JavaScript prints to the cell whose code printed it, however late that happens. */
export function captureOutput(running: () => Job | undefined, emit: Emit): void {
  for (const name of ['stdout', 'stderr'] as const) {
    const decoder = new StringDecoder('utf8');
    const write = (text: string) => {
      const job = jobContext.getStore() ?? running();
      emit(job?.executionId ?? null, name, text);
    };
    Object.defineProperty(process[name], 'write', {
      configurable: true,
      writable: true,
      value: (chunk: string | Uint8Array, encoding?: unknown, done?: unknown): boolean => {
        const text = typeof chunk === 'string' ? chunk : decoder.write(Buffer.from(chunk));
        if (text) write(text);
        const callback = typeof encoding === 'function' ? encoding : done;
        if (typeof callback === 'function') process.nextTick(callback as () => void);
        return true;
      },
    });
  }
  // Node's own console also reports every call to the inspector, which keeps the last 1,000 arguments alive.
  globalThis.console = new Console({ stdout: process.stdout, stderr: process.stderr });
}
