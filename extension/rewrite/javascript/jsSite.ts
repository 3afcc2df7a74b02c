import type { Node } from '@vscode/tree-sitter-wasm';
import type { Detection } from '../detection';

/** A detection with the nodes it was read from; lives as long as the tree. */
export interface JsSite {
  readonly detection: Detection;
  /** `tf.relu`, `x.relu`, `tf.layers.reLU`, `new XIELU`'s name, or the string `'relu'`. */
  readonly expression: Node;
  readonly shape: JsShape;
}

export type JsShape =
  | { readonly kind: 'op'; readonly call: Node | null }
  | { readonly kind: 'method'; readonly call: Node; readonly receiver: Node }
  | { readonly kind: 'layer'; readonly call: Node }
  /** `layer` is the call `tf.layers.dense({ … })`, `pair` the property that names the activation. */
  | { readonly kind: 'layerString'; readonly layer: Node; readonly pair: Node }
  /** `call` is `tf.fused.conv2d({ … })`; `pair` names its activation, or is null where the string is one of a choice. */
  | { readonly kind: 'fusedString'; readonly call: Node; readonly options: Node; readonly pair: Node | null }
  /** A string that reaches a layer from elsewhere: a default, one branch of a choice. */
  | { readonly kind: 'namedString' }
  /** `lab.op('relu')` */
  | { readonly kind: 'factoryString' };
