import type { Source } from './sources';

const linesBefore = 2;

/**
 *   1 | const a = 1
 * > 2 | a.b.c()
 *     |     ^
 */
export function codeFrame(source: Source, line: number, column: number): string {
  const lines = source.text.split(/\r?\n/);
  const digits = String(line).length;
  const first = Math.max(1, line - linesBefore);
  const shown = lines.slice(first - 1, line).map((text, index) => {
    const number = first + index;
    return `${number === line ? '>' : ' '} ${String(number).padStart(digits)} | ${text}`;
  });
  const indent = (lines[line - 1] ?? '').slice(0, column - 1).replace(/[^\t]/g, ' ');
  return [...shown, `  ${' '.repeat(digits)} | ${indent}^`].join('\n');
}
