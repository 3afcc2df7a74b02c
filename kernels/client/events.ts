import type { KernelEvents } from '../notebook/wire';
import type { KernelFailure } from './kernelFailure';

/** The kernel's events, and two that only its parent can know. */
export interface ClientEvents extends KernelEvents {
  /** The process is gone; asked for (shutdown, kill) or not. */
  ended: { failure: KernelFailure; expected: boolean };
  /** Binary part of `points`: float64 triples [series id, step, value]. */
  pointValues: Float64Array;
}

export type ClientEventName = keyof ClientEvents;
export type Listener<E extends ClientEventName> = (params: ClientEvents[E]) => void;

/** Listeners by event; each call of `on` returns what takes the listener away again. */
export class Events {
  private readonly listeners = new Map<ClientEventName, Set<(params: never) => void>>();

  on<E extends ClientEventName>(event: E, listener: Listener<E>): { dispose(): void } {
    const set = this.listeners.get(event) ?? new Set();
    this.listeners.set(event, set.add(listener));
    return { dispose: () => set.delete(listener) };
  }

  has(event: ClientEventName): boolean {
    return (this.listeners.get(event)?.size ?? 0) > 0;
  }

  emit<E extends ClientEventName>(event: E, params: ClientEvents[E]): void {
    for (const listener of this.listeners.get(event) ?? []) (listener as Listener<E>)(params);
  }
}
