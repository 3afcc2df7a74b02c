import { type Expression, intern, type Primitive } from './expression';
import { subexpressionsOf } from './traverse';

/** An expression as JSON can carry it: its parts, each after those that it is made of; the last one is the whole. */
export type WrittenExpression = readonly WrittenPart[];

/** Numbers as text: JSON has no −0, ∞ and NaN. Parts are named by their place in the list. */
type WrittenPart =
  | { readonly kind: 'variable' }
  | { readonly kind: 'constant'; readonly value: string }
  | { readonly kind: 'parameter'; readonly name: string }
  | {
      readonly kind: 'call';
      readonly primitive: Primitive;
      readonly args: readonly number[];
      readonly spline?: WrittenSpline;
    };

interface WrittenSpline {
  readonly low: number;
  readonly high: number;
  readonly coefficients: readonly number[];
  readonly slope: WrittenExpression;
}

export function writeExpression(expression: Expression): WrittenExpression {
  const parts = subexpressionsOf(expression);
  const places = new Map(parts.map((part, place) => [part, place]));
  return parts.map((part): WrittenPart => {
    if (part.kind === 'constant') return { kind: 'constant', value: textOf(part.value) };
    if (part.kind !== 'call') return part;
    const { primitive, args, spline } = part;
    return {
      kind: 'call',
      primitive,
      args: args.map((arg) => places.get(arg) ?? -1),
      ...(spline && { spline: { ...spline, slope: writeExpression(spline.slope) } }),
    };
  });
}

/** Throws where a part is named that does not stand before. */
export function readExpression(written: WrittenExpression): Expression {
  const parts: Expression[] = [];
  const at = (place: number): Expression => {
    const part = parts[place];
    if (!part) throw new Error(`Part ${place} of a written expression is missing.`);
    return part;
  };
  for (const part of written) parts.push(intern(read(part, at)));
  return at(written.length - 1);
}

function read(part: WrittenPart, at: (place: number) => Expression): Expression {
  if (part.kind === 'constant') return { kind: 'constant', value: Number(part.value) };
  if (part.kind !== 'call') return { ...part };
  const { primitive, args, spline } = part;
  return {
    kind: 'call',
    primitive,
    args: args.map(at),
    ...(spline && { spline: { ...spline, slope: readExpression(spline.slope) } }),
  };
}

function textOf(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}
