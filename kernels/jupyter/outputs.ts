import type { KernelClient } from '../client/kernelClient';
import type { KernelEvents } from '../notebook/wire';
import type { Channels } from './channels';
import type { Execution, Executions } from './executions';
import type { Content } from './message';
import type { Printed } from './printed';
import { errorContent } from './traceback';

/** Publishes what the engine says, each word under the request of the cell that caused it, however late it comes. */
export class Outputs {
  constructor(
    private readonly channels: Channels,
    private readonly executions: Executions,
    private readonly printed: Printed,
  ) {}

  listen(client: KernelClient): void {
    client.on('stream', (stream) => this.stream(stream));
    client.on('display', (display) => this.display(display));
    client.on('clear', ({ executionId, wait }) => this.clear(executionId, wait));
    client.on('lateError', ({ executionId, error }) => this.publish(executionId, 'error', errorContent(error)));
  }

  /** All that a cell has shown stands there: said before the reply leaves, and before the cell's error. */
  end(execution: Execution): void {
    this.printed.end(execution, (type, content) => this.publishFor(execution, type, content));
  }

  private stream({ executionId, name, text }: KernelEvents['stream']): void {
    const execution = this.executions.of(executionId);
    if (!execution) this.publish(executionId, 'stream', { name, text });
    else this.printed.stream(execution, name, text, (type, content) => this.publishFor(execution, type, content));
  }

  private clear(executionId: string | null, wait: boolean): void {
    const execution = this.executions.of(executionId);
    if (execution) this.printed.clear(execution);
    this.publish(executionId, 'clear_output', { wait });
  }

  private display({ executionId, bundle: data, displayId, update, isResult }: KernelEvents['display']): void {
    const transient = displayId === undefined ? {} : { display_id: displayId };
    const content = { data, metadata: {}, transient };
    if (isResult) this.result(executionId, data);
    else this.publish(executionId, update ? 'update_display_data' : 'display_data', content);
  }

  private result(executionId: string | null, data: Content): void {
    const execution = this.executions.of(executionId);
    if (!execution) return;
    const text = data['text/plain'];
    if (typeof text === 'string') this.executions.history.setOutput(execution.count, text);
    this.publish(executionId, 'execute_result', { execution_count: execution.count, data, metadata: {} });
  }

  private publish(executionId: string | null, type: string, content: Content): void {
    this.publishFor(this.executions.of(executionId), type, content);
  }

  private publishFor(execution: Execution | undefined, type: string, content: Content): void {
    if (!execution?.silent) this.channels.publish(type, content, execution?.header ?? {});
  }
}
