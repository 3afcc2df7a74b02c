import { compileCell } from '../compile/compileCell';
import type { Completeness } from '../wire';

/** What is said of code that only lacks its end. */
const unfinished = /end of file|multi-line comment/;

/** What may stand between an open template, or a text that goes on behind a backslash, and its end. */
const endings = ['`', '`}`', '`}`}`', '\n"', "\n'"];

/** Whether a console should run what was typed, ask for more lines, or let the error be seen. */
export async function completenessOf(code: string): Promise<Completeness> {
  const mistake = await firstMistake(code);
  if (mistake === undefined) return 'complete';
  if (unfinished.test(mistake)) return 'incomplete';
  // The same words are said of a quote left open, which no further line can close.
  return mistake.startsWith('Unterminated string') && (await isOpen(code)) ? 'incomplete' : 'invalid';
}

async function isOpen(code: string): Promise<boolean> {
  for (const ending of endings) if ((await firstMistake(code + ending)) === undefined) return true;
  return false;
}

async function firstMistake(code: string): Promise<string | undefined> {
  return compileCell(code, { language: 'typescript' }).then(
    () => undefined,
    (error: Error) => error.message,
  );
}
