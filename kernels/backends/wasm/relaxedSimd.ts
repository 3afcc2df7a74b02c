import { setFlagsFromString } from 'node:v8';
import { type Code, f32, f32x4 } from '../../codegen/wasm/assembly/instructions';
import { wasmFunction } from '../../codegen/wasm/assembly/wasmFunction';
import { wasmModule } from '../../codegen/wasm/assembly/wasmModule';
import { WebAssembly } from './webAssembly';

/** a·b + c for four lanes. */
export type MultiplyAdd = (a: Code, b: Code, c: Code) => Code;

export const separateMultiplyAdd: MultiplyAdd = (a, b, c) => f32x4.add(f32x4.mul(a, b), c);

/** The fused instruction where the engine has it, else two of them. */
export function bestMultiplyAdd(): MultiplyAdd {
  return hasRelaxedSimd() ? f32x4.relaxedMultiplyAdd : separateMultiplyAdd;
}

let known: boolean | undefined;

/** Node 22 and later have it, Node 20 once a flag is set. */
export function hasRelaxedSimd(): boolean {
  if (known !== undefined) return known;
  if (!isValid()) setFlagsFromString('--experimental-wasm-relaxed-simd');
  known = isValid();
  return known;
}

function isValid(): boolean {
  const splat = f32x4.splat(f32.const(1));
  const probe = wasmFunction('probe', { into: 'v128' }, ({ into }) =>
    into.set(f32x4.relaxedMultiplyAdd(splat, splat, splat)),
  );
  return WebAssembly.validate(wasmModule([probe], false));
}
