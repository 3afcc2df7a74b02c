import type { CellError, ExecuteReply } from '../notebook/wire';
import type { Assistance } from './assistance';
import type { Channels, Request } from './channels';
import { type Engine, errorOf } from './engine';
import { History } from './history';
import type { Content, Header } from './message';
import { pageFor } from './pager';
import { errorContent } from './traceback';

/** Late output finds its cell by these; older ones than this are forgotten. */
const remembered = 10_000;

/** One run of a cell, from the request to its last late word. */
export interface Execution {
  header: Header;
  count: number;
  silent: boolean;
  request: Request;
}

/** Runs cells on the engine, counts and remembers them. */
export class Executions {
  readonly history = new History();
  private readonly known = new Map<string, Execution>();
  private latest: Execution | undefined;
  private count = 0;

  constructor(
    private readonly channels: Channels,
    private readonly engine: Engine,
    private readonly assistance: Assistance,
    /** Nothing more comes from that cell but what is late. */
    private readonly ended: (execution: Execution) => void,
  ) {}

  /** The run that an output belongs to; what is nobody's goes to the last cell, as people would look for it there. */
  of(executionId: string | null): Execution | undefined {
    return executionId === null ? this.latest : this.known.get(executionId);
  }

  /** The content of the reply. */
  async execute(request: Request): Promise<Content> {
    const { code = '', silent = false, store_history: stored = true } = request.content;
    const source = String(code);
    const execution = this.begin(request, silent === true, silent !== true && stored !== false);
    if (!execution.silent) {
      const shown = { code: source, execution_count: execution.count };
      this.channels.publish('execute_input', shown, request.header);
    }
    const page = await pageFor(source, this.assistance);
    if (page) return { ...ok(execution), payload: [page] };
    const reply = await this.run(execution, source);
    if (reply.status !== 'error' || reply.error.name !== 'SyntaxError') this.assistance.ran(cellOf(request), source);
    this.ended(execution);
    if (reply.status !== 'ok') return this.failed(execution, reply.error);
    return { ...ok(execution), user_expressions: await this.expressions(request.content.user_expressions) };
  }

  aborted(): Content {
    return { status: 'aborted', execution_count: this.count, payload: [], user_expressions: {} };
  }

  private begin(request: Request, silent: boolean, counts: boolean): Execution {
    const { header, content } = request;
    if (counts) this.history.add(++this.count, String(content.code ?? ''));
    const execution = { header, count: this.count, silent, request };
    this.known.set(header.msg_id, execution);
    this.latest = execution;
    const [oldest] = this.known.keys();
    if (this.known.size > remembered && oldest !== undefined) this.known.delete(oldest);
    return execution;
  }

  private async run({ header, count, request }: Execution, source: string): Promise<ExecuteReply | Failed> {
    if (source.trim() === '') return { status: 'ok', durationMs: 0 };
    try {
      const client = await this.engine.client();
      const reply = await client.execute({
        executionId: header.msg_id,
        cellId: cellOf(request),
        cellNumber: count,
        title: `Cell In[${count}]`,
        language: 'typescript',
        source,
      });
      if (reply.status === 'error' && reply.error.name === 'KernelEnded') await this.engine.gone();
      return reply;
    } catch (thrown) {
      return { status: 'error', error: errorOf(thrown) };
    }
  }

  private failed({ header, count, silent }: Execution, error: CellError): Content {
    const content = errorContent(error);
    if (!silent) this.channels.publish('error', content, header);
    return { status: 'error', ...content, execution_count: count, payload: [], user_expressions: {} };
  }

  /** Asked for with the cell; each has its own outcome. */
  private async expressions(asked: unknown): Promise<Content> {
    if (typeof asked !== 'object' || asked === null || Object.keys(asked).length === 0) return {};
    try {
      const client = await this.engine.client();
      const results = await client.evaluate(Object.fromEntries(Object.entries(asked).map(([k, v]) => [k, String(v)])));
      return Object.fromEntries(
        Object.entries(results).map(([name, result]) => [
          name,
          result.status === 'ok'
            ? { status: 'ok', data: result.bundle, metadata: {} }
            : { status: 'error', ...errorContent(result.error) },
        ]),
      );
    } catch (thrown) {
      const content = { status: 'error', ...errorContent(errorOf(thrown)) };
      return Object.fromEntries(Object.keys(asked).map((name) => [name, content]));
    }
  }
}

/** As the front end names it, where it does. */
function cellOf({ header, metadata: { cellId = header.msg_id } }: Request): string {
  return String(cellId);
}

type Failed = { status: 'error'; error: CellError };

function ok({ count }: Execution): Content {
  return { status: 'ok', execution_count: count, payload: [], user_expressions: {} };
}
