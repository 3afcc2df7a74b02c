import { types } from 'node:util';
import { tensorFacts } from './tensorFacts';

/** Objects looked at: some milliseconds' worth, enough for large models with their optimizers. */
const largestWalk = 20_000;

/**
 * How many tensors can be reached from values through own fields, arrays, maps and sets. Null when there is more to
 * look through than is worth the time. Runs no getter and looks into no proxy.
 */
export function heldTensors(values: Iterable<unknown>): number | null {
  const seen = new Set<object>();
  const waiting = [...values];
  let tensors = 0;
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value !== 'object' || value === null || seen.has(value) || types.isProxy(value)) continue;
    if (seen.size >= largestWalk) return null;
    seen.add(value);
    const tensor = tensorFacts(value);
    if (tensor) tensors += tensor.isDisposed ? 0 : 1;
    else if (!pushParts(value, waiting)) return null;
  }
  return tensors;
}

/** False when the object alone is too large. */
function pushParts(value: object, waiting: unknown[]): boolean {
  if (ArrayBuffer.isView(value)) return true;
  if (types.isMap(value)) waiting.push(...Array.from(Map.prototype.values.call(value)).slice(0, largestWalk));
  else if (types.isSet(value)) waiting.push(...Array.from(Set.prototype.values.call(value)).slice(0, largestWalk));
  const keys = Reflect.ownKeys(value);
  if (keys.length > largestWalk) return isPlainNumbers(value);
  for (const key of keys) waiting.push(Object.getOwnPropertyDescriptor(value, key)?.value);
  return true;
}

/** A long array of numbers holds no tensors: its ends tell. */
function isPlainNumbers(value: object): boolean {
  return Array.isArray(value) && typeof value[0] === 'number' && typeof value.at(-1) === 'number';
}
