import type { Engine } from './engine';
import type { Content } from './message';

/** `Array.from?` alone in a cell asks what that is: no TypeScript looks like it. */
const question = /^\s*([\p{ID_Start}$_][\p{ID_Continue}$.]*)\?\s*$/u;

/** What the front end opens in its pager; undefined for a cell that is to be run. */
export async function pageFor(source: string, engine: Engine): Promise<Content | undefined> {
  const name = question.exec(source)?.[1];
  if (name === undefined) return undefined;
  const client = await engine.client();
  const data = (await client.inspect({ code: name, cursor: name.length })) ?? {
    'text/plain': `${name} is not defined.`,
  };
  return { source: 'page', data, start: 0 };
}
