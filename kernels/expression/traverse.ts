import type { Expression } from './expression';

/** Every sub-expression of the roots once, arguments before the calls that take them. */
export function subexpressionsOf(...roots: Expression[]): Expression[] {
  const seen = new Set<Expression>();
  const visit = (expression: Expression): void => {
    if (seen.has(expression)) return;
    if (expression.kind === 'call') expression.args.forEach(visit);
    seen.add(expression);
  };
  roots.forEach(visit);
  return [...seen];
}

/** Names of the parameters that the expression mentions. */
export function parametersOf(expression: Expression): string[] {
  return subexpressionsOf(expression).flatMap((part) => (part.kind === 'parameter' ? [part.name] : []));
}

/**
 * Where the roots, read from the top, first meet something that is `known`: what a backward pass must keep of the
 * forward pass to compute nothing twice.
 */
export function frontierOf(roots: readonly Expression[], isKnown: (expression: Expression) => boolean): Expression[] {
  const seen = new Set<Expression>();
  const found: Expression[] = [];
  const visit = (expression: Expression): void => {
    if (seen.has(expression)) return;
    seen.add(expression);
    if (isKnown(expression)) found.push(expression);
    else if (expression.kind === 'call') expression.args.forEach(visit);
  };
  roots.forEach(visit);
  return found;
}
