import { Console } from 'node:console';
import { StringDecoder } from 'node:string_decoder';
import type { Job } from './job';
import { jobContext } from './job';

type StreamName = 'stdout' | 'stderr';
type Emit = (executionId: string | null, name: StreamName, text: string) => void;

/** One write may be larger than a message can be: it leaves in pieces, and can be stopped between them. */
const largestPiece = 1024 * 1024;

/** Sends what JavaScript prints to the cell whose code printed it, however late that happens. */
export function captureOutput(running: () => Job | undefined, emit: Emit): void {
  for (const name of ['stdout', 'stderr'] as const) {
    const decoder = new StringDecoder('utf8');
    const write = (text: string) => {
      const job = jobContext.getStore() ?? running();
      for (const piece of piecesOf(text)) emit(job?.executionId ?? null, name, piece);
    };
    Object.defineProperty(process[name], 'write', {
      configurable: true,
      writable: true,
      value: (chunk: string | Uint8Array, encoding?: unknown, done?: unknown): boolean => {
        const text = typeof chunk === 'string' ? textOf(chunk, encoding) : decoder.write(Buffer.from(chunk));
        if (text) write(text);
        const callback = typeof encoding === 'function' ? encoding : done;
        if (typeof callback === 'function') process.nextTick(callback as () => void);
        return true;
      },
    });
  }
  // Node's own console also reports every call to the inspector, which keeps the last 1,000 arguments alive.
  globalThis.console = Object.assign(new Console({ stdout: process.stdout, stderr: process.stderr }), { Console });
}

/** `write('616263', 'hex')`: few do that, and they mean bytes. */
function textOf(chunk: string, encoding: unknown): string {
  const isBytes =
    typeof encoding === 'string' && Buffer.isEncoding(encoding) && !/^utf-?(8|16le)$|^ucs-?2$/i.test(encoding);
  return isBytes ? Buffer.from(chunk, encoding).toString('utf8') : chunk;
}

function* piecesOf(text: string): Generator<string> {
  for (let start = 0; start < text.length; ) {
    const end = start + largestPiece;
    // Never between the halves of a character.
    const last = text.charCodeAt(end - 1);
    const cut = last >= 0xd800 && last <= 0xdbff ? end - 1 : end;
    yield start === 0 && cut >= text.length ? text : text.slice(start, cut);
    start = cut;
  }
}
