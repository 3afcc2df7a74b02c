import type { ErrorPlace } from '../../kernels/notebook/wire';

/**
 * VS Code shows `<a href=…>` in an error as a link (ms-toolsai.jupyter relies on it), and what it does with the address
 * is its own: a cell's URI with `?line=` behind it opens the cell at that line (counted from 0), a path opens the file.
 */
export function withLinks(text: string, places: readonly ErrorPlace[]): string {
  if (places.length === 0) return withoutMarkup(text);
  const byText = new Map(places.map((place) => [place.text, place]));
  const longestFirst = [...byText.keys()].sort((a, b) => b.length - a.length).map(escapePattern);
  const parts = text.split(new RegExp(`(${longestFirst.join('|')})(?!\\d)`));
  return parts.map((part) => linkTo(byText.get(part)) ?? withoutMarkup(part)).join('');
}

function linkTo(place: ErrorPlace | undefined): string | undefined {
  return place && `<a href='${escapeMarkup(addressOf(place))}'>${escapeMarkup(place.text)}</a>`;
}

function addressOf({ target, line, column }: ErrorPlace): string {
  if ('cellId' in target) return `${target.cellId}?line=${line - 1}`;
  const { path } = target;
  // What begins with a drive's letter is taken as it is; any other path is decoded, and a column read behind a # alone.
  if (/^[a-z]:/i.test(path)) return `${path}:${line}:${column}`;
  return `${path.replaceAll('%', '%25')}#L${line},${column}`;
}

/** The words of others are no markup of ours: a reset of colours inside the tag, which nobody sees, breaks it. */
function withoutMarkup(text: string): string {
  return text.replace(/<(?=a\s)/gi, '<\x1b[0m');
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function escapeMarkup(text: string): string {
  return text.replace(/[&<>'"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
