import * as tf from '@tensorflow/tfjs-core';
import type { TfjsOps, Value } from '../codegen/tfjsOps';
import { wasmOps } from './wasmOps';

/** The operations as every backend has them. */
export const commonOps: TfjsOps<tf.Tensor> = {
  add: tf.add,
  sub: tf.sub,
  mul: tf.mul,
  div: tf.div,
  minimum: tf.minimum,
  maximum: tf.maximum,
  clipByValue: tf.clipByValue,
  relu: tf.relu,
  neg: tf.neg,
  abs: tf.abs,
  step: (a) => tf.step(a),
  square: tf.square,
  exp: tf.exp,
  expm1: tf.expm1,
  expm1OfNonPositive: tf.expm1,
  log: tf.log,
  log1p: tf.log1p,
  sqrt: tf.sqrt,
  sin: tf.sin,
  cos: tf.cos,
  atan: tf.atan,
  floor: tf.floor,
  tanh: tf.tanh,
  tanhOfNonNegative: tf.tanh,
  sigmoid: tf.sigmoid,
  softplus: tf.softplus,
  erf: tf.erf,
  pow: tf.pow,
  lookUp: (table, index) => tf.gather(tf.tensor1d([...table]), tf.cast(index, 'int32')),
  select: (test: tf.Tensor, then: Value<tf.Tensor>, otherwise: Value<tf.Tensor>) =>
    tf.where(tf.greater(test, 0), then, otherwise),
};

/** The operations of the backend in use now. */
export function opsOfBackend(): TfjsOps<tf.Tensor> {
  return tf.getBackend() === 'wasm' ? { ...commonOps, ...wasmOps } : commonOps;
}
