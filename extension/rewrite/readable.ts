/** Generated files: nobody swaps an activation there, and parsing one takes memory for minutes. */
const longestText = 2_000_000;
const longestLine = 20_000;

/** Why the text is not searched; null: it is. */
export function whyUnreadable(text: string): string | null {
  if (text.length > longestText) {
    return `It is longer than ${longestText / 1e6} million characters.`;
  }
  if (text.includes('\0')) {
    return 'It is not text.';
  }
  return hasLongLine(text) ? `It is minified: a line is longer than ${longestLine} characters.` : null;
}

function hasLongLine(text: string): boolean {
  let start = 0;
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
    if (end - start > longestLine) {
      return true;
    }
    start = end + 1;
  }
  return text.length - start > longestLine;
}
