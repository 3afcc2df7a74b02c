import { KernelClient, type KernelOptions } from '../client/kernelClient';
import { KernelFailure } from '../client/kernelFailure';
import type { CellError } from '../notebook/wire';

interface EngineEvents {
  /** A process has started: listen to it. */
  started(client: KernelClient): void;
  /** It has gone by itself, or was ended because nothing else would stop a cell. */
  died(failure: KernelFailure): void;
}

/** The process that runs the cells: started before the first one, and again after it has died. */
export class Engine {
  private current: Promise<KernelClient> | undefined;

  constructor(
    private readonly options: KernelOptions,
    private readonly events: EngineEvents,
  ) {}

  /** Rejects with a KernelFailure when it cannot be started; the next call tries again. */
  client(): Promise<KernelClient> {
    this.current ??= this.start();
    return this.current;
  }

  /** State is kept unless the cell hears nothing: then the process ends, and the next cell has a fresh one. */
  async interrupt(): Promise<void> {
    const client = await this.current?.catch(() => undefined);
    if ((await client?.interrupt()) === 'unresponsive') await client?.kill(unresponsive, false);
  }

  /** Resolves when a process that has said it is about to end has gone: the next cell must not be sent to it. */
  async gone(): Promise<void> {
    const client = await this.current?.catch(() => undefined);
    if (client && !client.ended) await new Promise<void>((resolve) => client.on('ended', () => resolve()));
  }

  async shutdown(): Promise<void> {
    const client = await this.current?.catch(() => undefined);
    await client?.shutdown();
  }

  private async start(): Promise<KernelClient> {
    try {
      const client = await KernelClient.start(this.options);
      client.on('ended', ({ failure, expected }) => {
        this.current = undefined;
        if (!expected) this.events.died(failure);
      });
      this.events.started(client);
      return client;
    } catch (error) {
      this.current = undefined;
      throw error;
    }
  }
}

const unresponsive = 'it did not react to the interrupt (native code that blocks, or an endless chain of promises)';

export function errorOf(thrown: unknown): CellError {
  if (thrown instanceof KernelFailure) return thrown.described;
  const { name, message, stack } = thrown instanceof Error ? thrown : new Error(String(thrown));
  return { name, message, stack: stack ?? message };
}
