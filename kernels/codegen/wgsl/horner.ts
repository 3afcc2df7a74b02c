import { wgslNumber } from './wgslNumber';

/** c₀ + t·(c₁ + t·(…)) as nested multiply-adds. */
export function horner(variable: string, coefficients: readonly number[]): string {
  const [last = 0, ...rest] = [...coefficients].reverse();
  return rest.reduce((inner, c) => `fma(${variable}, ${inner}, ${wgslNumber(c)})`, wgslNumber(last));
}
