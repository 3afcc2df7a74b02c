import type { MimeBundle } from '../../lab/host';
import { cardHtml, cardText, type Fact } from './markup';

type Class = (abstract new (...parts: never[]) => unknown) & { name: string };

export function isClass(value: unknown): value is Class {
  return typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value));
}

/** What a class offers: its parent, its members and how it is made. */
export function classBundle(value: Class): MimeBundle {
  const parent: unknown = Object.getPrototypeOf(value);
  const extended = typeof parent === 'function' && parent.name ? ` extends ${parent.name}` : '';
  const title = `class ${value.name || '(anonymous)'}${extended}`;
  const { prototype } = value as { prototype: object };
  const lists: Fact[] = [
    ['methods', membersOf(prototype, (property) => typeof property.value === 'function', ['constructor'])],
    ['accessors', membersOf(prototype, (property) => 'get' in property)],
    ['static', membersOf(value, () => true, ['length', 'name', 'prototype'])],
  ];
  const facts = lists.filter(([, text]) => text);
  return { 'text/html': cardHtml(title, facts), 'text/plain': cardText(title, facts) };
}

function membersOf(holder: object, isWanted: (property: PropertyDescriptor) => boolean, except: string[] = []): string {
  const all = Object.entries(Object.getOwnPropertyDescriptors(holder));
  return all
    .filter(([name, property]) => !except.includes(name) && isWanted(property))
    .map(([name]) => name)
    .join(', ');
}
