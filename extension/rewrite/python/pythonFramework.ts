import type { ActivationId } from '../activationNames';

/** The facts about one Python framework, from which detection and edits are computed (see `createPythonFramework`). */
export interface PythonFacts {
  readonly id: string;
  readonly title: string;
  /** Modules that a name may be an alias of; the first is the package itself. */
  readonly modules: readonly [string, ...string[]];
  /** Where one of these is imported, a method such as `x.relu()` may belong to it. */
  readonly otherTensorLibraries: readonly string[];
  readonly activations: ReadonlyMap<ActivationId, PythonSpellings>;
  /** Parameters that take an activation as a string or a callable. */
  readonly slots: readonly PythonSlot[];
  /** Calls that tell that the whole file depends on the exact modules (fusing, quantising). */
  readonly freezingNames: readonly string[];
  /** How a call refuses in-place work that changes its argument, `inplace` in PyTorch. */
  readonly inPlaceArgument: string;
  /** Classes whose subclasses own the modules that they are assigned. */
  readonly moduleClasses: readonly string[];
  readonly containers: readonly string[];
}

export interface PythonSpellings {
  /** The first spelling of each form is the one written. */
  readonly constructors?: readonly PythonSpelling[];
  readonly functions?: readonly PythonSpelling[];
  readonly methods?: readonly string[];
  readonly constructorHelper?: PythonHelper;
  readonly functionHelper?: PythonHelper;
  /** It has weights of its own: one instance per site, created once. */
  readonly isTrainable?: true;
  /** As likely a gate or an output as a hidden activation: found only between the layers of a container. */
  readonly isHiddenOnly?: true;
}

export interface PythonSpelling {
  readonly name: string;
  /** In the order in which they may be passed without a keyword. */
  readonly parameters: readonly string[];
  /** The argument that makes this spelling this activation: `approximate="tanh"`. */
  readonly selector?: { readonly name: string; readonly value: string };
}

export interface PythonHelper {
  readonly name: string;
  /** Parameters of the constructor, or of the function. */
  readonly parameters: readonly string[];
  /** Modules it reads, written `{torch}` and `{nn}` in the text, and its own name, `{name}`. */
  readonly needs: ReadonlyMap<string, string>;
  readonly text: string;
}

export interface PythonSlot {
  readonly callee: string;
  readonly parameter: string;
  readonly position?: number;
  /** The strings that it takes itself; anything else is passed as a `callable`. */
  readonly strings: ReadonlyMap<string, ActivationId>;
  readonly callable: 'function' | 'class';
  readonly isSafe: boolean;
}
