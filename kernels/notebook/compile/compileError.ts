import type { Message } from 'esbuild';

export interface Place {
  /** 1-based. */
  line: number;
  column: number;
}

/** The cell, or a local file it imports, is not valid TypeScript: where, in its own lines. */
export class CompileError extends SyntaxError {
  override readonly name = 'SyntaxError';

  constructor(
    message: string,
    readonly place: Place | undefined,
    readonly file?: { path: string; text: string },
  ) {
    super(message);
  }
}

/** esbuild counts columns in UTF-8 bytes from 0; people and editors count characters from 1. */
export function locate({ location }: Message): Place | undefined {
  if (!location) return undefined;
  const before = Buffer.from(location.lineText).subarray(0, location.column).toString();
  return { line: location.line, column: before.length + 1 };
}
