import type { TfjsOps, Value } from '../../../codegen/tfjsOps';
import type { Attribute, Constant, Instruction, Plan, Register, TensorFlowBackend } from './plan';

type Operand = Value<Register>;

/** Writes down, as TensorFlow's own operations, what a composition asks for. */
export class Recorder implements TfjsOps<Register> {
  private readonly instructions: Instruction[] = [];
  private readonly inputs: Register[] = [];
  private readonly constants = new Map<Register, Constant>();
  private readonly scalars = new Map<string, Register>();
  private registers = 0;
  private readonly float: Attribute;

  constructor(private readonly binding: TensorFlowBackend['binding']) {
    this.float = this.typed('T', 'TF_FLOAT');
  }

  input(): Register {
    const register = this.register();
    this.inputs.push(register);
    return register;
  }

  plan(wanted: readonly Register[]): Plan {
    // An output is a tensor of its own, which the caller may dispose of.
    const outputs = wanted.map((register, i) =>
      this.inputs.includes(register) || wanted.indexOf(register) < i ? this.emit('Identity', register) : register,
    );
    return { instructions: this.instructions, inputs: this.inputs, constants: this.constants, outputs };
  }

  /** a·b, and 0 where b is 0, whatever a is. */
  mulNoNan = (a: Register, b: Register) => this.emit('MulNoNan', a, b);

  /** One value for every element of `a`. */
  fillLike(a: Register, value: Operand): Register {
    return this.add(this.emit('ZerosLike', a), value);
  }

  add = (a: Operand, b: Operand) => this.emit('AddV2', a, b);
  sub = (a: Operand, b: Operand) => this.emit('Sub', a, b);
  mul = (a: Operand, b: Operand) => this.emit('Mul', a, b);
  div = (a: Operand, b: Operand) => this.emit('RealDiv', a, b);
  minimum = (a: Operand, b: Operand) => this.emit('Minimum', a, b);
  maximum = (a: Operand, b: Operand) => this.emit('Maximum', a, b);
  relu = (a: Register) => this.emit('Relu', a);
  neg = (a: Register) => this.emit('Neg', a);
  abs = (a: Register) => this.emit('Abs', a);
  square = (a: Register) => this.emit('Square', a);
  exp = (a: Register) => this.emit('Exp', a);
  expm1 = (a: Register) => this.emit('Expm1', a);
  log = (a: Register) => this.emit('Log', a);
  log1p = (a: Register) => this.emit('Log1p', a);
  sqrt = (a: Register) => this.emit('Sqrt', a);
  sin = (a: Register) => this.emit('Sin', a);
  cos = (a: Register) => this.emit('Cos', a);
  atan = (a: Register) => this.emit('Atan', a);
  floor = (a: Register) => this.emit('Floor', a);
  tanh = (a: Register) => this.emit('Tanh', a);
  tanhOfNonNegative = this.tanh;
  sigmoid = (a: Register) => this.emit('Sigmoid', a);
  softplus = (a: Register) => this.emit('Softplus', a);
  erf = (a: Register) => this.emit('Erf', a);
  erfc = (a: Register) => this.emit('Erfc', a);
  pow = (base: Register, exponent: Operand) => this.emit('Pow', base, exponent);

  /** Minimum and maximum against a scalar are the cheapest passes there are. */
  clipByValue(a: Register, low: number, high: number): Register {
    const above = low === -Infinity ? a : this.maximum(a, low);
    return high === Infinity ? above : this.minimum(above, high);
  }

  /**
   * eᵃ − 1 = 2t/(1 − t) with t = tanh(a/2) ≤ 0, which cancels nowhere. TensorFlow's Expm1 takes 2.3 times as long on
   * a CPU, and its Elu is eᵃ − 1 as written: no digit is left of it near 0.
   */
  expm1OfNonPositive(a: Register): Register {
    const t = this.tanh(this.mul(a, 0.5));
    return this.div(this.add(t, t), this.sub(1, t));
  }

  /** Comparing and casting would cost the same and take NaN for 0. */
  step(a: Register): Register {
    return this.emit('Sign', this.relu(a));
  }

  select(test: Register, then: Operand, otherwise: Operand): Register {
    return this.emit('SelectV2', this.emit('Greater', test, 0), then, otherwise);
  }

  lookUp(table: readonly number[], index: Register): Register {
    // Of a NaN the first: as an integer it would be out of every range.
    const within = this.minimum(this.select(index, index, 0), table.length - 1);
    const truncate = { name: 'Truncate', type: this.binding.TF_ATTR_BOOL, value: false };
    const cast = [this.typed('SrcT', 'TF_FLOAT'), this.typed('DstT', 'TF_INT32'), truncate];
    const whole = this.record('Cast', cast, [within]);
    const types = [this.typed('Tparams', 'TF_FLOAT'), this.typed('Tindices', 'TF_INT32')];
    return this.record('Gather', types, [this.constant({ values: table, dtype: 'float32' }), whole]);
  }

  /** TensorFlow adds floats as a tree, so that rounding errors stay small also over 10⁷ of them. */
  sumOfAll(a: Register): Register {
    const [flat, axis] = [[-1], [0]].map((values) => this.constant({ values, dtype: 'int32' }));
    if (!flat || !axis) throw new Error('Two constants were made, and one is not there.');
    const keep = { name: 'keep_dims', type: this.binding.TF_ATTR_BOOL, value: false };
    const list = this.record('Reshape', [this.float, this.typed('Tshape', 'TF_INT32')], [a, flat]);
    return this.record('Sum', [keep, this.float, this.typed('Tidx', 'TF_INT32')], [list, axis]);
  }

  private emit(operation: string, ...operands: Operand[]): Register {
    return this.record(operation, [this.float], operands);
  }

  private record(operation: string, attrs: readonly Attribute[], operands: readonly Operand[]): Register {
    const inputs = operands.map((operand) => (typeof operand === 'number' ? this.scalar(operand) : operand));
    const output = this.register();
    this.instructions.push({ operation, attrs, inputs, output });
    return output;
  }

  private scalar(value: number): Register {
    // Object.is tells −0 from 0, a plain key does not.
    const key = Object.is(value, -0) ? '-0' : String(value);
    const known = this.scalars.get(key);
    if (known) return known;
    const register = this.constant({ values: value, dtype: 'float32' });
    this.scalars.set(key, register);
    return register;
  }

  private constant(constant: Constant): Register {
    const register = this.register();
    this.constants.set(register, constant);
    return register;
  }

  private register(): Register {
    return { index: this.registers++ };
  }

  private typed(name: string, type: 'TF_FLOAT' | 'TF_INT32'): Attribute {
    return { name, type: this.binding.TF_ATTR_TYPE, value: this.binding[type] };
  }
}
