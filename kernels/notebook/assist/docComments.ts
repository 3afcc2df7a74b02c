const declaration =
  /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*(?:(?:export|default|declare|abstract|async|const)\s+)*(?:(?:function\s*\*?|class|let|var|enum|namespace)\s+)?([\p{ID_Start}$_][\p{ID_Continue}$]*)/gu;

/** Names that a cell declares, each with the comment above it, as plain lines. */
export function docComments(text: string): Map<string, string> {
  if (!text.includes('/**')) return new Map();
  return new Map([...text.matchAll(declaration)].map(([, comment = '', name = '']) => [name, plainLines(comment)]));
}

function plainLines(comment: string): string {
  const lines = comment.split('\n').map((line) => line.replace(/^\s*\*? ?/, '').trimEnd());
  return lines.join('\n').trim();
}
