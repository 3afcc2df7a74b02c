import { inspect } from 'node:util';

type Inspect = (this: object, ...call: unknown[]) => unknown;

/** What Node writes into promises and timers to follow them; newer versions keep it outside of the object. */
const written = /^(async_id_symbol|trigger_async_id_symbol|kResourceStore|asyncId|triggerId)$/;

/** A promise is shown as `Promise { 5 }`, and a timer without what Node and the kernel have noted in it. */
export function hideAsyncState(): void {
  const timeout = setTimeout(() => undefined);
  const immediate = setImmediate(() => undefined);
  for (const example of [Promise.resolve(), timeout, immediate]) hideIn(Object.getPrototypeOf(example));
  clearTimeout(timeout);
  clearImmediate(immediate);
}

function hideIn(prototype: { [inspect.custom]?: Inspect }): void {
  const original = prototype[inspect.custom];
  Object.defineProperty(prototype, inspect.custom, {
    configurable: true,
    value(this: object, ...call: unknown[]) {
      for (const symbol of Object.getOwnPropertySymbols(this)) {
        if (written.test(symbol.description ?? '')) Object.defineProperty(this, symbol, { enumerable: false });
      }
      // An object that answers with itself is shown as ever.
      return original ? original.apply(this, call) : this;
    },
  });
}
