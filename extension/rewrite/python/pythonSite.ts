import type { Node } from '@vscode/tree-sitter-wasm';
import type { Detection } from '../detection';
import type { PythonSlot } from './pythonFramework';

/** A detection with the nodes it was read from; lives as long as the tree. */
export interface PythonSite {
  readonly detection: Detection;
  /** `nn.ReLU`, `F.relu`, `x.relu`, or the string `"relu"`. */
  readonly expression: Node;
  /** Whether a class or a function is named, called or not; for a string, what the slot takes instead. */
  readonly kind: 'constructor' | 'function';
  /** The call whose arguments belong to the activation. */
  readonly call: Node | null;
  /** Names of those arguments, in order. */
  readonly parameters: readonly string[];
  readonly slot: PythonSlot | null;
}
