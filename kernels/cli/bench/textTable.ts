/** Lines of a table for a terminal: the first `words` columns are words, on the left; the others numbers, on the right. */
export function textTable(header: readonly string[], rows: readonly (readonly string[])[], words = 1): string {
  const lines = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...lines.map((line) => [...(line[column] ?? '')].length)));
  const pad = (cell: string, column: number) =>
    column < words ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return lines.map((line) => line.map(pad).join('  ').trimEnd()).join('\n');
}

/** Three significant digits, and no more decimals than that needs; a dash where there is no number. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const decimals = value === 0 ? 0 : Math.min(3, Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value)))));
  return value.toLocaleString('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

/** What a long message begins with. */
export function firstLine(text: string): string {
  const [line = ''] = text.trim().split('\n');
  return line.length > 160 ? `${line.slice(0, 159)}…` : line;
}
