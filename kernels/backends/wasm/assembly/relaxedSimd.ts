import { setFlagsFromString } from 'node:v8';
import { type Code, f32, f32x4 } from './instructions';
import { wasmFunction } from './wasmFunction';
import { wasmModule } from './wasmModule';
import { WebAssembly } from './webAssembly';

/** a·b + c for four lanes. */
export type MultiplyAdd = (a: Code, b: Code, c: Code) => Code;

export const separateMultiplyAdd: MultiplyAdd = (a, b, c) => f32x4.add(f32x4.mul(a, b), c);

let best: MultiplyAdd | undefined;

/** The fused instruction where the engine has it: Node 22 and later do, Node 20 once a flag is set; else two of them. */
export function bestMultiplyAdd(): MultiplyAdd {
  if (best) return best;
  if (!hasRelaxedSimd()) setFlagsFromString('--experimental-wasm-relaxed-simd');
  best = hasRelaxedSimd() ? f32x4.relaxedMultiplyAdd : separateMultiplyAdd;
  return best;
}

function hasRelaxedSimd(): boolean {
  const splat = f32x4.splat(f32.const(1));
  const probe = wasmFunction('probe', { into: 'v128' }, ({ into }) =>
    into.set(f32x4.relaxedMultiplyAdd(splat, splat, splat)),
  );
  return WebAssembly.validate(wasmModule([probe], false));
}
