import type { ActivationId } from '../activationNames';

/** What one library's JSON configurations look like. */
export interface JsonFacts {
  readonly id: string;
  readonly title: string;
  /** Keys whose string names the activation of hidden layers. */
  readonly keys: ReadonlySet<string>;
  /** Where two names mean the same activation, the first is written. */
  readonly names: ReadonlyMap<string, ActivationId>;
  /** Whether an object with these keys is the configuration of a model. */
  readonly describesModel: (keys: ReadonlySet<string>) => boolean;
  /** What to know before choosing an activation with parameters. */
  readonly trained: ReadonlyMap<ActivationId, string>;
  /** The library's own code for these fails in float16. */
  readonly notInHalfPrecision: ReadonlySet<ActivationId>;
}
