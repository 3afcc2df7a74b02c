import type { Message } from 'esbuild';
import { esbuild } from '../compile/esbuild';
import { parenthesised } from '../compile/objectLiteral';
import type { Completeness } from '../wire';

/** What esbuild says of code that only lacks its end. */
const unfinished = /end of file|multi-line comment/;

/** Whether a console should run what was typed, ask for more lines, or let the error be seen. */
export async function completenessOf(code: string): Promise<Completeness> {
  const mistake = await firstMistake(code);
  if (mistake === undefined) return 'complete';
  const literal = parenthesised(code);
  if (literal && (await firstMistake(literal.code)) === undefined) return 'complete';
  if (unfinished.test(mistake)) return 'incomplete';
  // The same words are said of a quote left open, which no further line can close.
  const isOpenTemplate = mistake.startsWith('Unterminated string') && !(await firstMistake(`${code}\``));
  return isOpenTemplate ? 'incomplete' : 'invalid';
}

async function firstMistake(code: string): Promise<string | undefined> {
  try {
    await esbuild().transform(code, { loader: 'ts', logLevel: 'silent' });
    return undefined;
  } catch (error) {
    const [first] = error instanceof Error && 'errors' in error ? (error.errors as Message[]) : [];
    return first?.text ?? '';
  }
}
