import { bits } from './bits';
import { errorFunctions } from './errorFunctions';
import { exponentials } from './exponentials';
import { logarithms } from './logarithms';
import { splines } from './splines';
import { sums } from './sums';
import { trigonometry } from './trigonometry';
import type { WgslFunction } from './wgslFunction';

const library: Record<string, WgslFunction> = {
  ...bits,
  ...exponentials,
  ...logarithms,
  ...trigonometry,
  ...errorFunctions,
  ...splines,
  ...sums,
};

/** The text of these functions and of all that they need, each once and after what it calls. */
export function libraryOf(names: Iterable<string>): string {
  const found = new Map<string, string>();
  const visit = (name: string): void => {
    if (found.has(name)) return;
    const { needs = [], code } = library[name] ?? missing(name);
    needs.forEach(visit);
    found.set(name, code);
  };
  for (const name of names) visit(name);
  return [...found.values()].join('\n');
}

function missing(name: string): never {
  throw new Error(`The shader library has no function "${name}".`);
}
