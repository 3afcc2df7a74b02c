import type { Activation } from './activation';
import { activations } from './catalogue';

const byName = new Map(
  activations.flatMap((entry) => [entry.id, ...(entry.aliases ?? [])].map((n) => [plain(n), entry])),
);

/** By id or alias, however it is written: 'telu', 'TanhExp', 'leaky_relu'. */
export function findActivation(name: string): Activation | undefined {
  return byName.get(plain(name));
}

export function getActivation(name: string): Activation {
  const found = findActivation(name);
  if (found) return found;
  const near = nearest(name);
  const hint = near ? ` Did you mean "${near}"?` : '';
  const ids = activations.map(({ id }) => id).join(', ');
  throw new Error(`There is no activation "${name}".${hint} Known are: ${ids}.`);
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[-_ ]/g, '');
}

/** The id at most two typing slips away; none when the name is so short that two slips could make anything. */
function nearest(name: string): string | undefined {
  const wanted = plain(name);
  const slips = Math.min(2, Math.floor(wanted.length / 2));
  const [best] = [...byName]
    .map(([known, { id }]) => ({
      id,
      slips: editDistance(wanted, known),
      longer: Math.abs(known.length - wanted.length),
    }))
    .filter((candidate) => candidate.slips <= slips)
    .sort((a, b) => a.slips - b.slips || a.longer - b.longer);
  return best?.id;
}

/** Levenshtein's distance, with two neighbours swapped as one slip; one row at a time. */
function editDistance(a: string, b: string): number {
  let above: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const replaced = (row[j] ?? 0) + (a[i] === b[j] ? 0 : 1);
      const isSwap = i > 0 && a[i] === b[j - 1] && a[i - 1] === b[j];
      const swapped = isSwap ? (above[j - 1] ?? 0) + 1 : Infinity;
      next.push(Math.min(replaced, swapped, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    [above, row] = [row, next];
  }
  return row[b.length] ?? 0;
}
