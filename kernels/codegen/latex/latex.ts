import type { Expression } from '../../expression/expression';
import { simplify } from '../../expression/simplify';
import { casesOf } from './cases';
import { Printer } from './printer';

/**
 * The expression in LaTeX, as a person would write it. `symbols` says how parameters are written, by name: { alphaP: 'αp' }.
 * A formula with where or step becomes a list of cases.
 */
export function latexOf(expression: Expression, symbols: Readonly<Record<string, string>> = {}): string {
  const printer = new Printer(symbols);
  const cases = casesOf(expression);
  if (!cases) return printer.print(simplify(expression));
  return printer.printCases(cases);
}
