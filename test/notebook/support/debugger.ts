import { generatedPositionFor, LEAST_UPPER_BOUND, originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { WebSocket } from 'undici';

interface Message {
  id?: number;
  method?: string;
  params?: Record<string, unknown>;
  result?: Record<string, unknown>;
  error?: { message: string };
}

interface Pause {
  reason: string;
  callFrames: { callFrameId: string; location: { scriptId: string; lineNumber: number; columnNumber: number } }[];
}

export interface MappedScript {
  scriptId: string;
  map: TraceMap;
}

/** A debugger as small as one can be: speaks to V8's inspector over its WebSocket. */
export class Debugger {
  private readonly events: Message[] = [];
  private readonly replies = new Map<number, Message>();
  private last: Pause | undefined;
  /** Who is told of every stop, in place of `paused`. */
  onPause: ((pause: Pause) => void) | undefined;
  private count = 0;

  static async attach(url: string): Promise<Debugger> {
    const socket = new WebSocket(url);
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve);
      socket.addEventListener('error', reject);
    });
    const tool = new Debugger(socket);
    await tool.send('Runtime.enable');
    await tool.send('Debugger.enable');
    // As js-debug does: a script with a source map waits until its breakpoints are set.
    await tool.send('Debugger.setInstrumentationBreakpoint', { instrumentation: 'beforeScriptWithSourceMapExecution' });
    return tool;
  }

  private constructor(private readonly socket: WebSocket) {
    socket.addEventListener('message', ({ data }) => {
      const message = JSON.parse(String(data)) as Message;
      if (this.onPause && message.method === 'Debugger.paused') this.onPause(message.params as unknown as Pause);
      else if (message.id === undefined) this.events.push(message);
      else this.replies.set(message.id, message);
    });
  }

  async send(method: string, params: object = {}): Promise<Record<string, unknown>> {
    const id = ++this.count;
    this.socket.send(JSON.stringify({ id, method, params }));
    const reply = await until(() => this.replies.get(id));
    if (reply.error) throw new Error(`${method}: ${reply.error.message}`);
    return reply.result ?? {};
  }

  detach(): void {
    this.socket.close();
  }

  /** The script before whose first line V8 has stopped, since it has a source map. */
  async scriptWithMap(): Promise<MappedScript> {
    await this.paused(({ reason }) => reason === 'instrumentation');
    const event = this.events
      .filter(({ method, params }) => method === 'Debugger.scriptParsed' && params?.sourceMapURL)
      .at(-1);
    const [, encoded = ''] = String(event?.params?.sourceMapURL).split(',');
    const map = new TraceMap(Buffer.from(encoded, 'base64').toString());
    return { scriptId: String(event?.params?.scriptId), map };
  }

  async breakAtOriginal({ scriptId, map }: MappedScript, line: number): Promise<void> {
    const source = map.sources[0] ?? '';
    const found = generatedPositionFor(map, { source, line, column: 0, bias: LEAST_UPPER_BOUND });
    const location = { scriptId, lineNumber: (found.line ?? 0) - 1, columnNumber: found.column ?? 0 };
    await this.send('Debugger.setBreakpoint', { location });
  }

  /** The next stop for which it holds. */
  async paused(isWanted: (pause: Pause) => boolean): Promise<Pause> {
    for (;;) {
      const event = await until(() => {
        const index = this.events.findIndex(({ method }) => method === 'Debugger.paused');
        return index < 0 ? undefined : this.events.splice(index, 1)[0];
      });
      this.last = event.params as unknown as Pause;
      if (isWanted(this.last)) return this.last;
      await this.send('Debugger.resume');
    }
  }

  /** The line of the original text at which the program stops next. */
  async pausedLine({ map }: MappedScript): Promise<number | null> {
    const { callFrames } = await this.paused(({ reason }) => reason !== 'instrumentation');
    const { lineNumber = 0, columnNumber = 0 } = callFrames[0]?.location ?? {};
    return originalPositionFor(map, { line: lineNumber + 1, column: columnNumber }).line;
  }

  async evaluateOnTop(expression: string): Promise<unknown> {
    const callFrameId = this.last?.callFrames[0]?.callFrameId;
    const { result } = await this.send('Debugger.evaluateOnCallFrame', { callFrameId, expression });
    return (result as { value: unknown }).value;
  }
}

/** Resolves once something is there; the test's own limit is the only clock. */
async function until<T>(find: () => T | undefined): Promise<T> {
  for (;;) {
    const found = find();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
}
