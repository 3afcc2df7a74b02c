import { types } from 'node:util';
import type { Scope } from '../assist/scope';
import type { TensorEngine } from '../tensors/tfjs';
import type { DeclaredNames } from './declaredNames';
import { heldTensors } from './heldTensors';
import { isNumeric, readValues, valueAsJson } from './readValue';
import type { TensorMemory, Variable, VariablesReport, VariableValues } from './report';
import { tensorBytes, tensorFacts } from './tensorFacts';
import { typeName } from './typeName';
import { valuePreview } from './valuePreview';

/** More rows than a person looks through. */
const mostVariables = 1000;

/** What the cells have declared, and the memory that it takes. Looking changes nothing: no getter and no trap runs. */
export class Variables {
  private before: { alive: number; held: number | null } | undefined;

  constructor(
    private readonly declared: DeclaredNames,
    private readonly scope: Scope,
    /** tfjs's engine, once it has been loaded. */
    private readonly engine: () => TensorEngine | undefined,
  ) {}

  /** A cell is about to run: what it leaves behind is counted from here. */
  cellStarts(): void {
    const engine = this.engine();
    this.before = engine ? { alive: engine.state.numTensors, held: this.held() } : { alive: 0, held: 0 };
  }

  /** @param most rows that are wanted: 0 for memory alone */
  async report(most: number): Promise<VariablesReport> {
    const rows = this.declared.newest(Math.min(most, mostVariables));
    const values = this.scope.values(rows.map(({ name }) => name));
    const variables = rows.flatMap(({ name, cell }) =>
      values.has(name) ? [this.describe(name, cell, values.get(name))] : [],
    );
    const tensors = this.tensors();
    const { heapUsed: heapBytes } = process.memoryUsage();
    return { variables, total: this.declared.size, heapBytes, ...(tensors && { tensors }) };
  }

  async read(name: string): Promise<VariableValues> {
    return readValues(this.valueOf(name));
  }

  async json(name: string): Promise<string> {
    return valueAsJson(this.valueOf(name));
  }

  private valueOf(name: string): unknown {
    const values = this.declared.has(name) ? this.scope.values([name]) : new Map();
    if (!values.has(name)) throw new Error(`There is no variable ${name} any more.`);
    return values.get(name);
  }

  private describe(name: string, cell: string, value: unknown): Variable {
    const common = { name, cell, type: typeName(value), preview: valuePreview(value) };
    const tensor = tensorFacts(value);
    if (!tensor) return { ...common, ...arrayFacts(value), isNumeric: isNumeric(value) };
    const { shape, dtype, isDisposed, dataId } = tensor;
    if (isDisposed) return { ...common, shape, dtype, isNumeric: false };
    const [bytes, backend] = [tensorBytes(tensor), backendOf(this.engine(), dataId)];
    const known = { ...(bytes !== undefined && { bytes }), ...(backend && { backend }) };
    return { ...common, shape, dtype, ...known, isNumeric: dtype !== 'string' };
  }

  private tensors(): TensorMemory | undefined {
    const engine = this.engine();
    if (!engine) return undefined;
    const { numTensors: alive, numBytes: bytes } = engine.state;
    const held = this.held();
    const { before } = this;
    const known = before && before.held !== null && held !== null;
    return { alive, bytes, leaked: known ? Math.max(0, alive - before.alive - (held - (before.held ?? 0))) : null };
  }

  private held(): number | null {
    const names = this.declared.newest(mostVariables).map(({ name }) => name);
    return heldTensors(this.scope.values(names).values());
  }
}

const typedArray = Object.getPrototypeOf(Uint8Array.prototype);
const byteLength = Object.getOwnPropertyDescriptor(typedArray, 'byteLength')?.get;

function arrayFacts(value: unknown): Pick<Variable, 'shape' | 'bytes'> {
  if (types.isProxy(value)) return {};
  if (types.isTypedArray(value)) {
    const bytes: number = byteLength?.call(value);
    return { shape: [bytes / value.BYTES_PER_ELEMENT], bytes };
  }
  return Array.isArray(value) ? { shape: [value.length] } : {};
}

function backendOf(engine: TensorEngine | undefined, dataId: object): string | undefined {
  const holder = engine?.state.tensorInfo.get(dataId)?.backend;
  return holder && Object.keys(engine.registry).find((name) => engine.registry[name] === holder);
}
