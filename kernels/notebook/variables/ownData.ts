import { types } from 'node:util';

/** The value of a property that is the object's own and no getter: no code of the object runs. Nothing of a proxy. */
export function ownData(object: object, key: PropertyKey): unknown {
  if (types.isProxy(object)) return undefined;
  return Object.getOwnPropertyDescriptor(object, key)?.value;
}

/** The name of the class that made an object, without asking the object. */
export function classNameOf(object: object): string {
  if (types.isProxy(object)) return 'Proxy';
  // A prototype may be a proxy: then nothing further can be asked.
  for (let holder: object | null = Object.getPrototypeOf(object); holder; holder = Object.getPrototypeOf(holder)) {
    if (types.isProxy(holder)) return 'object';
    const maker = ownData(holder, 'constructor');
    if (typeof maker !== 'function') continue;
    const name = ownData(maker, 'name');
    return typeof name === 'string' && name ? name : 'object';
  }
  return 'object';
}
