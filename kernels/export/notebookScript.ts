import type { NotebookContent } from './notebookContent';

const commented = (text: string) =>
  text
    .split('\n')
    .map((line) => `// ${line}`.trimEnd())
    .join('\n');

/** The notebook as one TypeScript file: code as it is, words as comments. `// %%` marks the cells. */
export function notebookScript({ cells }: NotebookContent): string {
  const parts = cells.map(({ kind, source }) =>
    kind === 'code' ? `// %%\n${source}` : `// %% [markdown]\n${commented(source)}`,
  );
  return `${parts.join('\n\n')}\n`;
}
