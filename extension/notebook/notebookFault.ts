/** Why a text is no notebook, in words, or undefined when it is one. An empty file is a new notebook to VS Code. */
export function notebookFault(text: string): string | undefined {
  if (text.trim() === '') return undefined;
  const parsed = parse(text);
  if ('fault' in parsed) return `its text is not JSON${parsed.fault}`;
  const { value } = parsed;
  if (typeof value !== 'object' || value === null || !('cells' in value) || !Array.isArray(value.cells))
    return 'its JSON has no list of cells ("cells")';
  return undefined;
}

function parse(text: string): { value: unknown } | { fault: string } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { fault: placeOf(error instanceof Error ? error.message : '', text) };
  }
}

/** " (line 3, column 14)", when the engine tells. */
function placeOf(message: string, text: string): string {
  const position = /position (\d+)/.exec(message)?.[1];
  const snippet = /, "?\.{0,3}"?(.*?)"?\.{0,3} ?"? is not valid JSON/s.exec(message)?.[1];
  if (position !== undefined) {
    const before = text.slice(0, Number(position)).split('\n');
    return ` (line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1})`;
  }
  return snippet ? ` (near: ${snippet.trim()})` : '';
}
