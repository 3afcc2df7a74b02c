import type { KernelOptions } from '../client/kernelClient';
import type { KernelFailure } from '../client/kernelFailure';
import { LogFolder } from '../client/printed/logFolder';
import { Assistance } from './assistance';
import { Channels, type Request } from './channels';
import { Comms } from './comms';
import type { ConnectionInfo } from './connectionFile';
import { Engine, errorOf } from './engine';
import { Executions } from './executions';
import { kernelInfo } from './kernelInfo';
import type { Content } from './message';
import { Outputs } from './outputs';
import { Printed } from './printed';
import { Questions } from './questions';
import { ShellQueue } from './shellQueue';
import { errorContent } from './traceback';
import { Types, type TypesOptions } from './types/types';

export interface JupyterKernelOptions extends KernelOptions, TypesOptions {
  version: string;
  /** Where the full logs of cells go that print very much. */
  logFolder: string;
  /** Called once, after the reply to a shutdown request has left. */
  onShutdown(): void;
}

type Handler = (request: Request) => Promise<Content | undefined> | Content | undefined;

/** A Jupyter kernel: answers what comes in on the channels, and lets the engine run the cells. */
export class JupyterKernel {
  private readonly channels: Channels;
  private readonly engine: Engine;
  private readonly types: Types;
  private readonly executions: Executions;
  private readonly questions: Questions;
  private readonly queue = new ShellQueue((request) => this.serve(request));
  private readonly handlers: Record<string, Handler>;

  constructor(
    connection: ConnectionInfo,
    private readonly options: JupyterKernelOptions,
  ) {
    this.channels = new Channels(connection, {
      shell: (request) => this.queue.add(request),
      // Served at once, whatever the shell is doing.
      control: (request) => void this.serve(request),
      stdin: (reply) => this.questions.receive(reply),
    });
    this.engine = new Engine(options, {
      started: (client) => {
        outputs.listen(client);
        this.questions.listen(client);
      },
      died: (failure) => this.tellDeath(failure),
    });
    this.types = new Types(options);
    const assistance = new Assistance(this.engine, this.types);
    this.executions = new Executions(this.channels, this.engine, assistance, (execution) => outputs.end(execution));
    this.questions = new Questions(this.channels, this.executions);
    const outputs = new Outputs(this.channels, this.executions, new Printed(new LogFolder(options.logFolder)));
    this.handlers = this.createHandlers(new Comms(this.channels), assistance);
  }

  async start(): Promise<void> {
    // The first cell need not wait for the process; what keeps it from starting is told there.
    const engine = this.engine.client().catch(() => undefined);
    await this.channels.listen();
    this.channels.publish('status', { execution_state: 'starting' }, {});
    await engine;
  }

  interrupt(): Promise<void> {
    return this.engine.interrupt();
  }

  async shutdown(): Promise<void> {
    this.channels.close();
    this.types.end();
    await this.engine.shutdown();
  }

  private createHandlers(comms: Comms, assistance: Assistance): Record<string, Handler> {
    return {
      kernel_info_request: () => kernelInfo(this.options.version),
      execute_request: (request) => this.execute(request),
      complete_request: ({ content }) => assistance.complete(content),
      inspect_request: ({ content }) => assistance.inspect(content),
      is_complete_request: ({ content }) => assistance.isComplete(content),
      history_request: ({ content }) => ({ status: 'ok', history: this.executions.history.find(content) }),
      comm_info_request: () => comms.info(),
      comm_open: (request) => void comms.open(request),
      interrupt_request: async () => {
        await this.engine.interrupt();
        return { status: 'ok' };
      },
      shutdown_request: ({ content }) => ({ status: 'ok', restart: content.restart === true }),
      debug_request: ({ content }) => refuseDebugging(content),
    };
  }

  /** Busy, the answer, idle: the same for every request. What nobody handles is noted and left. */
  private async serve(request: Request): Promise<void> {
    const { msg_type: type } = request.header;
    this.channels.publish('status', { execution_state: 'busy' }, request.header);
    try {
      const content = await this.handlers[type]?.(request);
      if (content) this.channels.reply(request, replyType(type), content);
      if (type === 'shutdown_request' && content) this.channels.publish('shutdown_reply', content, request.header);
    } catch (thrown) {
      this.channels.reply(request, replyType(type), { status: 'error', ...errorContent(errorOf(thrown)) });
    }
    this.channels.publish('status', { execution_state: 'idle' }, request.header);
    if (type === 'shutdown_request') this.options.onShutdown();
  }

  private async execute(request: Request): Promise<Content> {
    if (this.queue.isAborted(request)) return this.executions.aborted();
    const content = await this.executions.execute(request);
    this.questions.forget();
    if (content.status === 'error' && request.content.stop_on_error !== false) await this.queue.abortWaiting();
    return content;
  }

  private tellDeath({ message, hint }: KernelFailure): void {
    process.stderr.write(`${message} ${hint ?? ''}\nThe next cell starts a fresh one.\n`);
    this.channels.publish('status', { execution_state: 'starting' }, {});
  }
}

/** `execute_request` → `execute_reply`. */
function replyType(type: string): string {
  return type.replace(/_request$/, '_reply');
}

/** As the Debug Adapter Protocol refuses: cells are debugged in the editor. */
function refuseDebugging({ seq = 0, command = '' }: Content): Content {
  const message = 'This kernel has no debugger behind the Jupyter protocol.';
  return { type: 'response', seq, request_seq: seq, command, success: false, message, body: {} };
}
