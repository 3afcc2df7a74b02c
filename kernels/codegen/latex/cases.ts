import { sub, x } from '../../expression/build';
import type { Expression } from '../../expression/expression';
import { line, type Piece, piecesOf } from '../../expression/integral/pieces';
import { simplify } from '../../expression/simplify';
import { subexpressionsOf } from '../../expression/traverse';

/** A formula, and the test under which it holds (> 0); the last holds for the rest. */
export interface Case {
  formula: Expression;
  test?: Expression;
}

/** The formula by the pieces of x, from the right, where where or step divide it and their joints are known. */
export function casesOf(expression: Expression): Case[] | undefined {
  const isDivided = subexpressionsOf(expression).some(
    (part) => part.kind === 'call' && (part.primitive === 'where' || part.primitive === 'step'),
  );
  const pieces = isDivided ? piecesOf(expression) : undefined;
  if (!pieces || pieces.length < 2) return undefined;
  return joined(pieces.map((piece) => ({ ...piece, smooth: simplify(piece.smooth) })))
    .reverse()
    .map(({ smooth, low }) => (low === line.low ? { formula: smooth } : { formula: smooth, test: sub(x, low) }));
}

/** Neighbours of one formula are one piece. */
function joined(pieces: readonly Piece[]): Piece[] {
  const done: Piece[] = [];
  for (const piece of pieces) {
    const last = done.at(-1);
    if (last?.smooth === piece.smooth) done[done.length - 1] = { ...last, high: piece.high };
    else done.push(piece);
  }
  return done;
}
