import {
  abs,
  add,
  atan,
  constant,
  div,
  max,
  min,
  mul,
  power,
  square,
  step,
  sub,
  where,
  x,
} from '../../expression/build';
import type { Expression } from '../../expression/expression';
import type { Activation } from '../activation';
import { expanded } from '../expanded';

/** 10³⁰ keeps ∞ out of the products; |x|·tail has reached its limit 1/π long before. */
const size = min(abs(x), 1e30);
const inverse = div(1, max(size, 1));
/** |x| or 1/|x|, the one below 1. */
const small = min(size, inverse);
const angle = mul(1 / Math.PI, atan(small));
/** ½ − atan|x|/π, by atan(1/|x|) where the difference would cancel: the gate left of 0, 1 − the gate right of it. */
const tail = where(sub(size, 1), angle, sub(0.5, angle));
const fall = mul(1 / Math.PI, div(small, add(1, square(small))));
/** tail − fall cancel from |x| = 5 on: there atan u − u/(1 + u²) = ⅔u³ − ⅘u⁵ + ⁶⁄₇u⁷ − … with u = 1/|x|. */
const u = min(inverse, 0.2);
const terms = Array.from({ length: 9 }, (_, i) => ((-1) ** i * (2 * i + 2)) / (2 * i + 3));
const series = terms.reduceRight<Expression>((rest, term) => add(term, mul(square(u), rest)), constant(0));
const leftSlope = where(sub(size, 5), mul(1 / Math.PI, mul(power(u, 3), series)), sub(tail, fall));

const slope = add(step(x), mul(leftSlope, sub(1, mul(2, step(x)))));

export const xatlu: Activation = {
  id: 'xatlu',
  title: 'xATLU',
  summary: 'x gated by atan(x)/π + ½, which fades slowly; a trained α, 0 at first, widens it.',
  ...expanded(add(mul(1 / Math.PI, atan(x)), 0.5), mul(size, tail), slope),
  limits: { left: -1 / Math.PI, right: Infinity },
  golden: [
    [-1000, -0.31830978008055894, 2.1220633614155768e-10],
    [-20, -0.3180450251235275, 2.644645897983296e-5],
    [-0.5, -0.17620819117478337, 0.22509242787605047],
    [3, 2.6927508529513, 0.9930765835055705],
  ],
};
