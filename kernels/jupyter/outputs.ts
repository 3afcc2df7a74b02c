import type { KernelClient } from '../client/kernelClient';
import type { KernelEvents } from '../notebook/wire';
import type { Channels } from './channels';
import type { Execution, Executions } from './executions';
import type { Content } from './message';
import { errorContent } from './traceback';

/** Publishes what the engine says, each word under the request of the cell that caused it, however late it comes. */
export class Outputs {
  constructor(
    private readonly channels: Channels,
    private readonly executions: Executions,
  ) {}

  listen(client: KernelClient): void {
    client.on('stream', ({ executionId, name, text }) => this.publish(executionId, 'stream', { name, text }));
    client.on('display', (display) => this.display(display));
    client.on('clear', ({ executionId, wait }) => this.publish(executionId, 'clear_output', { wait }));
    client.on('lateError', ({ executionId, error }) => this.publish(executionId, 'error', errorContent(error)));
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
    const execution: Execution | undefined = this.executions.of(executionId);
    if (!execution?.silent) this.channels.publish(type, content, execution?.header ?? {});
  }
}
