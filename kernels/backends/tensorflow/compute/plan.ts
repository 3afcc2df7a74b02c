import type { Tensor, TensorInfo } from '@tensorflow/tfjs-core';

/** TensorFlow's C API as tfjs-node binds it. A tensor is a number there. */
export interface Binding
  extends Readonly<Record<`TF_ATTR_${'TYPE' | 'BOOL' | 'SHAPE' | 'STRING'}` | 'TF_FLOAT' | 'TF_INT32', number>> {
  executeOp(name: string, attrs: readonly Attribute[], inputs: readonly number[], count: number): readonly Output[];
  createTensor(shape: readonly number[], dtype: number, values: Float32Array | Int32Array): number;
  deleteTensor(id: number): void;
}

export interface Output {
  readonly id: number;
  readonly shape: number[];
  readonly dtype: number;
}

/** What tfjs-node's backend offers beside tfjs's own interface: any operation that TensorFlow has, by its name. */
export interface TensorFlowBackend {
  readonly binding: Binding;
  /** What is known of each tensor, with its number. */
  readonly tensorMap: { get(dataId: TensorInfo['dataId']): { readonly id: number } };
  /** Whether TensorFlow has found a GPU that works. */
  readonly isUsingGpuDevice: boolean;
  executeSingleOutput(name: string, attrs: readonly Attribute[], inputs: readonly TensorInfo[]): Tensor;
  executeMultipleOutputs(
    name: string,
    attrs: readonly Attribute[],
    inputs: readonly TensorInfo[],
    count: number,
  ): Tensor[];
  /** The numbers of tensors; what was never computed with is given to TensorFlow now. */
  getInputTensorIds(tensors: readonly TensorInfo[]): number[];
  /** The binding's tensor as one of tfjs's, in the scope that is open. */
  createOutputTensor(output: Output): Tensor;
  write(values: Float32Array | Int32Array, shape: readonly number[], dtype: Constant['dtype']): TensorInfo['dataId'];
  /** @returns whether the data went: a clone of its tensor keeps it, unless forced. */
  disposeData(dataId: TensorInfo['dataId'], force?: boolean): boolean;
}

export interface Attribute {
  readonly name: string;
  readonly type: number;
  readonly value: number | boolean | string | readonly number[];
}

/** Tells an operation that what it calls `name`, its tensors by most ('T') or a variable's value, is float32. */
export function float32(binding: Binding, name: string): Attribute {
  return { name, type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT };
}

/** Runs an operation with one output, past tfjs's engine. */
export function executeOp(
  binding: Binding,
  name: string,
  attrs: readonly Attribute[],
  inputs: readonly number[],
): Output {
  const [output] = binding.executeOp(name, attrs, inputs, 1);
  if (!output) throw new Error(`TensorFlow's ${name} gave no tensor.`);
  return output;
}

/** A place for one tensor while a plan runs. */
export interface Register {
  readonly index: number;
}

export interface Instruction {
  readonly operation: string;
  readonly attrs: readonly Attribute[];
  readonly inputs: readonly Register[];
  readonly output: Register;
}

/** A scalar or a list. */
export interface Constant {
  readonly values: number | readonly number[];
  readonly dtype: 'float32' | 'int32';
}

/** TensorFlow operations in the order in which they run. */
export interface Plan {
  readonly instructions: readonly Instruction[];
  /** Filled before it starts: tensors of the caller's, and small tables of the plan's own. */
  readonly inputs: readonly Register[];
  readonly constants: ReadonlyMap<Register, Constant>;
  readonly outputs: readonly Register[];
}

/** Runs it. A temporary tensor goes as soon as nothing asks for it any more: the peak counts, not the sum. */
export function runPlan(plan: Plan, backend: TensorFlowBackend, inputs: readonly TensorInfo[]): TensorInfo[] {
  const held = new Map<Register, TensorInfo>(plan.inputs.map((register, i) => [register, at(inputs, i)]));
  const constants = [...plan.constants].map(([register, constant]) => {
    const info = writeConstant(constant, backend);
    held.set(register, info);
    return info;
  });
  const made = new Map<Register, Tensor>();
  const lastUse = lastUses(plan);
  try {
    plan.instructions.forEach(({ operation, attrs, inputs: asked, output }, step) => {
      const result = backend.executeSingleOutput(
        operation,
        attrs,
        asked.map((register) => get(held, register)),
      );
      held.set(output, result);
      made.set(output, result);
      for (const register of asked) if (lastUse.get(register) === step) release(register, made);
    });
    const outputs = plan.outputs.map((register) => get(held, register));
    for (const register of plan.outputs) made.delete(register);
    return outputs;
  } finally {
    // After an error (memory has run out) the rest goes too.
    for (const register of made.keys()) release(register, made);
    for (const { dataId } of constants) backend.disposeData(dataId);
  }
}

/** Past tfjs's engine, which has no part in it and would count it as a tensor. */
export function writeConstant({ values, dtype }: Constant, backend: TensorFlowBackend): TensorInfo {
  const list = typeof values === 'number' ? [values] : values;
  const data = dtype === 'int32' ? Int32Array.from(list) : Float32Array.from(list);
  const shape = typeof values === 'number' ? [] : [values.length];
  return { dataId: backend.write(data, shape, dtype), shape, dtype };
}

const lastUsesOf = new WeakMap<Plan, ReadonlyMap<Register, number>>();

/** The step after which a register is not read again; outputs stay. */
function lastUses(plan: Plan): ReadonlyMap<Register, number> {
  const known = lastUsesOf.get(plan);
  if (known) return known;
  const uses = new Map<Register, number>();
  plan.instructions.forEach(({ inputs }, step) => {
    for (const register of inputs) uses.set(register, step);
  });
  for (const register of plan.outputs) uses.delete(register);
  lastUsesOf.set(plan, uses);
  return uses;
}

function release(register: Register, made: Map<Register, Tensor>): void {
  made.get(register)?.dispose();
  made.delete(register);
}

function get(held: ReadonlyMap<Register, TensorInfo>, register: Register): TensorInfo {
  const info = held.get(register);
  if (!info) throw new Error(`Register ${register.index} was read before it was written.`);
  return info;
}

function at(inputs: readonly TensorInfo[], index: number): TensorInfo {
  const info = inputs[index];
  if (!info) throw new Error(`A compute kernel was called without its input ${index}.`);
  return info;
}
