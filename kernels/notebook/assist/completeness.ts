import type { Message } from 'esbuild';
import { esbuild } from '../compile/esbuild';
import type { Completeness } from '../wire';

/** What esbuild says of code that only lacks its end. */
const unfinished = /end of file|Unterminated template literal|multi-line comment/;

/** Whether a console should run what was typed, ask for more lines, or let the error be seen. */
export async function completenessOf(code: string): Promise<Completeness> {
  try {
    await esbuild().transform(code, { loader: 'ts', logLevel: 'silent' });
    return 'complete';
  } catch (error) {
    const [first] = error instanceof Error && 'errors' in error ? (error.errors as Message[]) : [];
    return first && unfinished.test(first.text) ? 'incomplete' : 'invalid';
  }
}
