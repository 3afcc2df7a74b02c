import type { Assistance } from './assistance';
import type { Content } from './message';

const name = String.raw`([\p{ID_Start}$_][\p{ID_Continue}$.]*)`;
/** `Array.from?`, `Array.from??` or `?Array.from` alone in a cell asks what that is: no TypeScript looks like it. */
const question = new RegExp(String.raw`^\s*(?:${name}\?{1,2}|\?{1,2}${name})\s*$`, 'u');

/** The name that a cell asks about; undefined for a cell that is to be run. */
export function askedName(source: string): string | undefined {
  const [, before, behind] = question.exec(source) ?? [];
  return before ?? behind;
}

/** What the front end opens in its pager; undefined for a cell that is to be run. */
export async function pageFor(source: string, assistance: Assistance): Promise<Content | undefined> {
  const asked = askedName(source);
  if (asked === undefined) return undefined;
  const data = (await assistance.describe(asked, asked.length, source.includes('??') ? 1 : 0)) ?? {
    'text/plain': `${asked} is not defined.`,
  };
  return { source: 'page', data, start: 0 };
}
