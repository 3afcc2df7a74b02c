import { wasmModule } from '../../../codegen/wasm/assembly/wasmModule';
import { bestMultiplyAdd } from '../relaxedSimd';
import { ThreadProgram } from '../threads/threadProgram';
import type { Memory } from '../webAssembly';
import { adamUpdate } from './adamUpdate';
import { addRow } from './addRow';
import { columnSums } from './columnSums';
import { copyRows } from './copyRows';
import { depthwiseFilterGradient, depthwiseInputGradient } from './depthwiseGradients';
import { matrixProduct } from './matrixProduct';
import { packColumns, packRows } from './packing';
import { poolGradient } from './poolGradient';
import { reluGradient } from './reluGradient';

export type NativeName =
  | 'adamUpdate'
  | 'addRow'
  | 'columnSums'
  | 'copyRows'
  | 'depthwiseFilterGradient'
  | 'depthwiseInputGradient'
  | 'matrixProduct'
  | 'packColumns'
  | 'packRows'
  | 'poolGradient'
  | 'reluGradient';

/** Compiles what training needs beside tfjs's own program, in a few milliseconds, to work in the memory of tfjs. */
export function compileNativeFunctions(memory: Memory): ThreadProgram<NativeName> {
  const functions = [
    adamUpdate,
    addRow,
    columnSums,
    copyRows,
    depthwiseFilterGradient,
    depthwiseInputGradient,
    matrixProduct(bestMultiplyAdd()),
    packColumns,
    packRows,
    poolGradient,
    reluGradient,
  ];
  const isShared = memory.buffer instanceof SharedArrayBuffer;
  return new ThreadProgram(wasmModule(functions, isShared), memory);
}
