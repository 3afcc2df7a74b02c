import type { Node } from '@vscode/tree-sitter-wasm';
import type { Activation } from '../../../kernels/activations';
import type { ActivationId } from '../activationNames';
import type { PythonNames } from './pythonNames';

/** The facts about one Python framework, from which detection and edits are computed (see `createPythonFramework`). */
export interface PythonFacts {
  readonly id: string;
  readonly title: string;
  /** Modules that a name may be an alias of; the first is the package itself. */
  readonly modules: readonly [string, ...string[]];
  /** Whoever writes such an import has the package itself imported too, read or not. */
  readonly packageBeside?: RegExp;
  /** Other names of its modules ('tensorflow.keras'), and the one that the facts use ('keras'). */
  readonly synonyms?: ReadonlyMap<string, string>;
  /** What a module that an edit must import is called by custom: `jnp`. */
  readonly customaryNames?: ReadonlyMap<string, string>;
  /** Where one of these is imported, a method such as `x.relu()` may belong to it. */
  readonly otherTensorLibraries: readonly string[];
  readonly activations: ReadonlyMap<ActivationId, PythonSpellings>;
  /** Code that a swap may insert, for what the framework does not name. */
  readonly helpers: (activation: Activation) => readonly PythonHelper[];
  /** Which of the helpers' libraries the code around `place` is written with; null: none that could be told. */
  libraryAt(names: PythonNames, place: Node, helpers: readonly PythonHelper[]): string | null;
  /** Parameters that take an activation as a string or a callable. */
  readonly slots: readonly PythonSlot[];
  /** Calls that tell that the whole file depends on the exact modules (fusing, quantising). */
  readonly freezingNames: readonly string[];
  /** How a call refuses in-place work that changes its argument, `inplace` in PyTorch. */
  readonly inPlaceArgument: string;
  /** What the framework's functions call the tensor: `input`, `x`. */
  readonly inputName: string;
  /** Classes whose subclasses own the modules that they are assigned, and the method that builds them. */
  readonly moduleClasses: ReadonlyMap<string, ModuleClass>;
  /** They call what they are given, one after the other. */
  readonly containers: readonly string[];
  /** A layer that calls the function or string that it is given: `keras.layers.Activation`. */
  readonly wrapper?: string;
  /** How a layer with weights of its own is put in where no class can own it; absent: not at all. */
  readonly inlineModules?: ReadonlyMap<string, InlineRule>;
  /** Strings stand for activations where one of these parameters is given one, in code that hands it on. */
  readonly defaults?: StringDefaults;
  /** A file that uses the framework through another package may import it for a name. */
  readonly mayImportRoot?: true;
  /** Why a target that has no name cannot be written as code. */
  readonly missing?: (target: ActivationId) => string | null;
}

export interface ModuleClass {
  /** The method in which its modules are made. */
  readonly builder: '__init__' | 'setup';
  /** Its attributes must be declared in the class body too. */
  readonly declares?: true;
}

/** compact: `XIELU()(x)` in a method under that decorator; function: in any function, since the library scopes by call. */
export type InlineRule = { readonly decorator: string } | 'function';

export interface StringDefaults {
  readonly parameter: RegExp;
  /** The first that takes the string is the one. */
  readonly slots: readonly PythonSlot[];
  /** Whether the class or function around the parameter hands it to the framework. */
  reaches(names: PythonNames, parameter: Node, name: string): boolean;
}

export interface PythonSpellings {
  /** The first spelling of each form is the one written. */
  readonly constructors?: readonly PythonSpelling[];
  readonly functions?: readonly PythonSpelling[];
  readonly methods?: readonly string[];
  /** It has weights of its own: one instance per site, created once. */
  readonly isTrainable?: true;
  /** As likely a gate or an output as a hidden activation: found only between the layers of a container. */
  readonly isHiddenOnly?: true;
}

export interface PythonSpelling {
  readonly name: string;
  /** In the order in which they may be passed without a keyword. */
  readonly parameters: readonly string[];
  /** Arguments that make this spelling this activation: `approximate="tanh"`. */
  readonly selectors?: readonly Selector[];
  /** The spelling to be written where this module is imported, which lacks the others. */
  readonly under?: string;
}

export interface Selector {
  readonly name: string;
  /** Python source without quotes; the first one is written. */
  readonly values: readonly string[];
  /** The call means this activation also without the argument. */
  readonly isDefault: boolean;
  readonly isString?: true;
}

export interface PythonHelper {
  readonly activation: ActivationId;
  readonly form: 'constructor' | 'function';
  /** Of `libraryAt`: the same function is written otherwise for Keras than for plain TensorFlow. */
  readonly library: string;
  readonly name: string;
  /** Parameters of the constructor, or of the function. */
  readonly parameters: readonly string[];
  /** Modules it reads, written `{torch}` and `{nn}` in the text, and its own name, `{name}`. */
  readonly needs: ReadonlyMap<string, string>;
  readonly text: string;
  /** An instance has weights: it must be built once, by something that owns it. */
  readonly isTrainable: boolean;
}

export interface PythonSlot {
  /** 'keras.layers.*' stands for every name of the module. */
  readonly callee: string;
  readonly except?: RegExp;
  readonly parameter: string;
  readonly position?: number;
  /** The strings that it takes itself; anything else is passed as a `callable`. Of several, the first is written. */
  readonly strings: ReadonlyMap<string, ActivationId>;
  readonly callable: 'function' | 'class' | 'none';
  /** People hand it functions, though it takes strings. */
  readonly prefersCallable?: true;
  readonly isSafe: boolean;
  /** What to look at before agreeing to a swap that is not safe. */
  readonly caution?: string;
  /** It is the activation between layers, never that of an output. */
  readonly isHidden?: true;
  /** The call builds a layer, behind which a layer of its own may stand instead. */
  readonly isLayer?: true;
  /** Why the slot does not take this target here, though it takes its string. */
  readonly refusal?: (place: Node, target: ActivationId) => string | null;
}
