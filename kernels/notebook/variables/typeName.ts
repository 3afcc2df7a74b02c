import { types } from 'node:util';
import { classNameOf, ownData } from './ownData';
import { tensorFacts } from './tensorFacts';

/** Elements that are looked at to name the type of all. */
const samples = 8;

/** A value's type in TypeScript's words: what can be seen of it, since types are gone when a cell runs. */
export function typeName(value: unknown, depth = 0): string {
  if (value === null) return 'null';
  if (typeof value === 'function') return types.isProxy(value) ? 'Proxy' : functionType(value);
  if (typeof value !== 'object') return typeof value;
  if (types.isProxy(value)) return 'Proxy';
  const tensor = tensorFacts(value);
  if (tensor) return tensorType(value, tensor.shape.length);
  if (depth > 2) return classNameOf(value);
  if (Array.isArray(value)) return arrayType(value, depth);
  if (types.isMap(value)) return `Map<${entryTypes(Map.prototype.entries.call(value), depth)}>`;
  if (types.isSet(value)) return `Set<${union(first(Set.prototype.values.call(value)), depth)}>`;
  const name = classNameOf(value);
  return name === 'Object' ? 'object' : name;
}

function functionType(value: object): string {
  const isClass = /^class\b/.test(Function.prototype.toString.call(value));
  const name = ownData(value, 'name');
  return isClass && typeof name === 'string' ? `typeof ${name || 'class'}` : 'function';
}

function tensorType(value: object, rank: number): string {
  const name = classNameOf(value);
  if (name !== 'Tensor') return name;
  return rank === 0 ? 'Scalar' : `Tensor${rank}D`;
}

function arrayType(values: unknown[], depth: number): string {
  const elements = Array.from({ length: Math.min(samples, values.length) }, (_, index) => ownData(values, index));
  const type = union(elements, depth);
  return type.includes(' ') ? `(${type})[]` : `${type}[]`;
}

function entryTypes(entries: Iterator<[unknown, unknown]>, depth: number): string {
  const pairs = first(entries);
  return [0, 1]
    .map((side) =>
      union(
        pairs.map((pair) => pair[side]),
        depth,
      ),
    )
    .join(', ');
}

function union(values: readonly unknown[], depth: number): string {
  return [...new Set(values.map((value) => typeName(value, depth + 1)))].join(' | ') || 'unknown';
}

function first<T>(iterator: Iterator<T>): T[] {
  const found: T[] = [];
  for (let step = iterator.next(); !step.done && found.length < samples; step = iterator.next()) found.push(step.value);
  return found;
}
