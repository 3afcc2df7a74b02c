/** The entry whose name is at most two typing slips away; none when the name is so short that two could make anything. */
export function nearest<Entry>(
  wanted: string,
  entries: Iterable<readonly [name: string, entry: Entry]>,
): Entry | undefined {
  const slips = Math.min(2, Math.floor(wanted.length / 2));
  const [best] = [...entries]
    .map(([name, entry]) => ({
      entry,
      slips: editDistance(wanted, name),
      longer: Math.abs(name.length - wanted.length),
    }))
    .filter((candidate) => candidate.slips <= slips)
    .sort((a, b) => a.slips - b.slips || a.longer - b.longer);
  return best?.entry;
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
