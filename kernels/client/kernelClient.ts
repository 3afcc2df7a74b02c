import type { BenchmarkReport, BenchmarkRequest } from '../lab/benchmark';
import type { MimeBundle } from '../lab/host';
import type { VariablesReport, VariableValues } from '../notebook/variables/report';
import type {
  BackendInfo,
  CodePosition,
  Completeness,
  Completion,
  EventFrame,
  ExecuteReply,
  ExecuteRequest,
  ExpressionResult,
  InputAnswer,
} from '../notebook/wire';
import { Conversation } from './conversation';
import { type ClientEventName, Events, type Listener } from './events';
import { checkReady } from './handshake';
import { withoutInspectorWords } from './inspectorWords';
import { describeEnding, describeStartFailure, KernelFailure } from './kernelFailure';
import { type KernelOptions, type KernelProcess, spawnKernel } from './kernelProcess';
import { NativeOutput } from './nativeOutput';
import { Tail } from './tail';

export type { KernelOptions } from './kernelProcess';

const interruptGraceMs = 6000;
const shutdownGraceMs = 1500;
/** Children of cells may hold the pipes open for ever after the kernel itself has gone. */
const drainMs = 500;

const nobodyThere = { refusal: 'There is nobody to ask here: the notebook runs without a person in front of it.' };

/** One kernel process and the conversation with it. Every promise settles, also when the process dies. */
export class KernelClient {
  private readonly events = new Events();
  private readonly conversation: Conversation;
  private readonly errorTail = new Tail();
  private readonly native: NativeOutput;
  private running: string | null = null;
  private knownReason: string | undefined;
  private expected = false;
  /** Since a debugger was first asked for. */
  private isDebugged = false;
  private failure: KernelFailure | undefined;

  /** Starts a kernel and shakes hands with it. */
  static async start(options: KernelOptions): Promise<KernelClient> {
    const client = new KernelClient(spawnKernel(options), options.executable ?? process.execPath);
    await checkReady(client, options.startTimeoutMs);
    return client;
  }

  private constructor(
    private readonly process: KernelProcess,
    executable: string,
  ) {
    const { child, channel, stdout, stderr } = process;
    this.native = new NativeOutput(stdout, stderr, (name, text) => {
      if (name === 'stderr') this.errorTail.add(text);
      const said = this.isDebugged ? withoutInspectorWords(text) : text;
      if (said) this.events.emit('stream', { executionId: this.running, name, text: said });
    });
    this.conversation = new Conversation(
      channel,
      (event, binary) => this.receive(event, binary),
      (reason) => void this.kill(reason, false),
    );
    child.on('error', (error) => this.end(describeStartFailure(error, executable)));
    child.on('exit', (code, signal) => {
      const end = () =>
        this.end(describeEnding({ code, signal, lastLines: this.errorTail.toString(), known: this.knownReason }));
      const drained = setTimeout(end, drainMs);
      child.on('close', () => {
        clearTimeout(drained);
        end();
      });
    });
  }

  get pid(): number | undefined {
    return this.process.child.pid;
  }

  /** Set once the process is gone. */
  get ended(): KernelFailure | undefined {
    return this.failure;
  }

  on<E extends ClientEventName>(event: E, listener: Listener<E>): { dispose(): void } {
    return this.events.on(event, listener);
  }

  /** Never rejects: a kernel that dies is an error of the cell. */
  async execute(request: ExecuteRequest): Promise<ExecuteReply> {
    this.running = request.executionId;
    const startedAt = performance.now();
    try {
      return await this.conversation.request('execute', request);
    } catch (error) {
      if (!(error instanceof KernelFailure)) throw error;
      return { status: 'error', durationMs: performance.now() - startedAt, error: error.described };
    } finally {
      await this.native.settled();
      this.running = null;
    }
  }

  /** 'unresponsive': a blocking native call or an endless microtask loop; only `kill` helps. */
  interrupt(): Promise<'stopped' | 'idle' | 'unresponsive'> {
    if (this.failure) return Promise.resolve('idle');
    return new Promise((resolve) => {
      const limit = setTimeout(() => resolve('unresponsive'), interruptGraceMs);
      const settle = (result: 'stopped' | 'idle') => {
        clearTimeout(limit);
        resolve(result);
      };
      this.conversation.request('interrupt').then(
        (wasRunning) => settle(wasRunning ? 'stopped' : 'idle'),
        () => settle('stopped'),
      );
    });
  }

  benchmark(request: BenchmarkRequest): Promise<BenchmarkReport> {
    return this.conversation.request('benchmark', request);
  }

  describeBackend(): Promise<BackendInfo> {
    return this.conversation.request('describeBackend');
  }

  evaluate(expressions: Record<string, string>): Promise<Record<string, ExpressionResult>> {
    return this.conversation.request('evaluate', expressions);
  }

  complete(position: CodePosition): Promise<Completion> {
    return this.conversation.request('complete', position);
  }

  inspect(position: CodePosition): Promise<MimeBundle | null> {
    return this.conversation.request('inspect', position);
  }

  isComplete(code: string): Promise<Completeness> {
    return this.conversation.request('isComplete', code);
  }

  variables(most: number): Promise<VariablesReport> {
    return this.conversation.request('variables', most);
  }

  readVariable(name: string): Promise<VariableValues> {
    return this.conversation.request('readVariable', name);
  }

  variableAsJson(name: string): Promise<string> {
    return this.conversation.request('variableAsJson', name);
  }

  openInspector(): Promise<string> {
    this.isDebugged = true;
    return this.conversation.request('openInspector');
  }

  closeInspector(): Promise<void> {
    return this.conversation.request('closeInspector');
  }

  /** The notebook's file is there now. */
  moveTo(notebookPath: string): Promise<void> {
    return this.conversation.request('moveTo', notebookPath);
  }

  /** Answers the `input` event of that id. Never rejects: a kernel that has gone asks nothing any more. */
  answerInput(id: number, answer: InputAnswer): void {
    this.conversation.request('answerInput', id, answer).catch(() => undefined);
  }

  /** Asks the kernel to end, and ends it when it does not. Resolves when the process is gone. */
  async shutdown(): Promise<void> {
    if (this.failure) return;
    this.expected = true;
    this.knownReason ??= 'it was shut down';
    this.conversation.request('shutdown').catch(() => undefined);
    const limit = setTimeout(() => this.process.kill(), shutdownGraceMs);
    await this.gone();
    clearTimeout(limit);
  }

  /** Ends it at once. Resolves when the process is gone. */
  async kill(reason = 'it was stopped', expected = true): Promise<void> {
    if (this.failure) return;
    this.expected = expected;
    this.knownReason ??= reason;
    this.process.kill();
    await this.gone();
  }

  private receive(frame: EventFrame, binary: Uint8Array): void {
    if (frame.event === 'points') {
      // A copy: the frame's bytes are not aligned for float64.
      this.events.emit('pointValues', new Float64Array(new Uint8Array(binary).buffer));
    }
    this.events.emit(frame.event, frame.params as never);
    if (frame.event === 'input' && !this.events.has('input')) this.answerInput(frame.params.id, nobodyThere);
  }

  private end(failure: KernelFailure): void {
    if (this.failure) return;
    this.failure = failure;
    this.conversation.end(failure);
    this.events.emit('ended', { failure, expected: this.expected });
  }

  private gone(): Promise<void> {
    return new Promise((resolve) => this.on('ended', () => resolve()));
  }
}
