import type { ActivationId } from '../activationNames';

/** The facts about one JavaScript framework, from which detection and edits are computed (see `createJsFramework`). */
export interface JsFacts {
  readonly id: string;
  readonly title: string;
  /** The name under which pages load it without an import, which is also the first part of all qualified names. */
  readonly globalName: string;
  /** Packages that export its operations, and those that export its layers. */
  readonly opPackages: readonly string[];
  readonly layerPackages: readonly string[];
  /** A copy of it among the project's own files: `../dist/tfjs.esm`. */
  readonly ownCopy: RegExp;
  readonly activations: ReadonlyMap<ActivationId, JsSpellings>;
  /** Operations that apply an activation to their result, and their options that only one activation knows. */
  readonly fusedOps: { readonly names: ReadonlySet<string>; readonly settings: ReadonlySet<string> };
  /** Layers whose activation is part of a recurrence, not of a feed-forward network. */
  readonly recurrentLayers: RegExp;
  /** Where this package is imported, `names` of it stand for activations and strings may be any of `strings`. */
  readonly companion: JsCompanion;
}

export interface JsSpellings {
  /** What `activation: '…'` of a layer accepts. */
  readonly string?: string;
  /** One that is understood where it stands, but better not written. */
  readonly foundString?: string;
  /** What `activation: '…'` of a fused operation accepts. */
  readonly fused?: string;
  readonly op?: string;
  readonly method?: string;
  readonly layer?: string;
  /** Arguments of the layer or the function that only this activation knows. */
  readonly settings?: readonly string[];
  /** The layer is this one only with that option: `reLU({ maxValue: 6 })`. */
  readonly layerOption?: readonly [name: string, value: string];
  /** As likely a gate or an output as a hidden activation: found only where another layer follows. */
  readonly isHiddenOnly?: true;
  /** Its parameters are weights: only a layer can own them, and a swap to another takes them away. */
  readonly isTrained?: true;
  readonly opHelper?: JsHelper | undefined;
  /** A class that makes `activation: '…'` accept the name. */
  readonly stringHelper?: (JsHelper & { readonly string: string }) | undefined;
  /** A layer with weights of its own. */
  readonly layerHelper?: JsHelper;
}

export interface JsCompanion {
  readonly package: string;
  readonly globalName: string;
  readonly strings: ReadonlyMap<ActivationId, string>;
  readonly ops: ReadonlyMap<ActivationId, string>;
  readonly layers: ReadonlyMap<ActivationId, string>;
  /** `lab.op('mish')` and the like take any of `strings` as their first argument. */
  readonly factories: readonly string[];
}

export interface JsHelper {
  readonly name: string;
  /** `tf.` and `tfl.` stand for the operations and the layers, however the file imports them; `{name}` for its name. */
  readonly text: (isTypeScript: boolean) => string;
}
