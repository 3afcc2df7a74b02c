import { beforeAll, describe, expect, it } from 'vitest';
import { hasModule, runCases, type SwapCase, swapCase, targets } from './pythonRun';

export interface Program {
  /** The framework's module, which may be missing. */
  readonly module: string;
  readonly text: string;
  /** Targets that this program must refuse, each with a reason that matches. */
  readonly refuses?: (target: string) => RegExp | null;
}

/** Swaps every program for every target, runs what comes out with `script`, and reports each as one test. */
export function describeSwaps(script: string, programs: Readonly<Record<string, Program>>): void {
  for (const [id, { module, text, refuses }] of Object.entries(programs)) {
    const isThere = hasModule(module);
    if (!isThere) console.log(`skipped: ${id}: Python has no module ${module}`);
    describe.skipIf(!isThere)(`${id} (skipped where Python has no ${module})`, () => {
      const outcomes = new Map<string, SwapCase | string>();
      let failures: Map<string, readonly string[]>;

      beforeAll(async () => {
        for (const target of targets) outcomes.set(target, await swapCase(id, target, text));
        failures = runCases(
          script,
          [...outcomes.values()].filter((outcome) => typeof outcome !== 'string'),
        );
      });

      it.each(targets)('%s', (target) => {
        const outcome = outcomes.get(target);
        const refusal = refuses?.(target) ?? null;
        if (typeof outcome === 'string' || !outcome) {
          expect(outcome).toMatch(refusal ?? /^never$/);
          return;
        }
        expect(refusal, 'this target is refused here').toBeNull();
        expect(failures.get(outcome.id), outcome.text).toEqual([]);
      });
    });
  }
}
