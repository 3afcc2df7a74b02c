import type { DataType } from '@tensorflow/tfjs-core';
import type { Program } from '../../codegen/program';
import { type Evaluator, evaluatorOf } from '../../expression/evaluator';
import { checkCall } from '../activationCall';
import type { Backend } from '../backend';

/** A program's functions, one number at a time. */
export interface PreparedReference {
  readonly value: Evaluator;
  readonly slope: Evaluator;
  readonly parameterSlopes: readonly Evaluator[];
}

/** Slow and exact: float64 from the input to the result, which is rounded once. What other backends are held against. */
class ReferenceBackend implements Backend<PreparedReference> {
  readonly name = 'cpu';
  private readonly prepared = new Map<string, PreparedReference>();

  prepare(program: Program, dtype: DataType): PreparedReference {
    checkCall(this.name, program.title, dtype);
    const known = this.prepared.get(program.key);
    if (known) return known;
    const prepared = {
      value: evaluatorOf(program.value),
      slope: evaluatorOf(program.slope),
      parameterSlopes: program.parameterSlopes.map(evaluatorOf),
    };
    this.prepared.set(program.key, prepared);
    return prepared;
  }
}

export const referenceBackend = new ReferenceBackend();
