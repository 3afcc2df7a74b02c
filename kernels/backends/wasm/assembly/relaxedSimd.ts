import { setFlagsFromString } from 'node:v8';
import { relaxedSimdProbe } from '../../../codegen/wasm/relaxedSimdProbe';
import { WebAssembly } from '../webAssembly';
import { type Code, f32x4 } from './instructions';

/** a·b + c for four lanes. */
export type MultiplyAdd = (a: Code, b: Code, c: Code) => Code;

export const separateMultiplyAdd: MultiplyAdd = (a, b, c) => f32x4.add(f32x4.mul(a, b), c);

/** One instruction where the engine has it, half as long as two. */
export function bestMultiplyAdd(): MultiplyAdd {
  return hasRelaxedSimd() ? f32x4.relaxedMultiplyAdd : separateMultiplyAdd;
}

/** Node 22 and later have it; Node 20 knows the final instructions too, and runs them once its flag is set. */
export function hasRelaxedSimd(): boolean {
  const probe = relaxedSimdProbe();
  if (WebAssembly.validate(probe)) return true;
  setFlagsFromString('--experimental-wasm-relaxed-simd');
  return WebAssembly.validate(probe);
}
