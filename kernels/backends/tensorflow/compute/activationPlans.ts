import type { Program } from '../../../codegen/program';
import { composeTfjs } from '../../../codegen/tfjs';
import type { Value } from '../../../codegen/tfjsOps';
import { parameter, x as variable } from '../../../expression/build';
import type { Expression } from '../../../expression/expression';
import { subexpressionsOf } from '../../../expression/traverse';
import type { Plan, Register, TensorFlowBackend } from './plan';
import { Recorder } from './recorder';
import { shortForms } from './shortForms';

/** What an activation comes to on TensorFlow: written down once, run many times. */
export interface ActivationPlans {
  /** [x, …parameters] → [value]. */
  forward: Plan;
  /** [x, …parameters] → [value, slope]. */
  forwardWithSlope: Plan;
  /** [x, dy, …parameters] → [dx, the gradient of each parameter]. */
  backward: Plan;
}

export function planActivation(program: Program, binding: TensorFlowBackend['binding']): ActivationPlans {
  const { value, slope, parameterSlopes } = program;
  return { forward: ofX([value]), forwardWithSlope: ofX([value, slope]), backward: backward() };

  function ofX(expressions: readonly Expression[]): Plan {
    const recorder = new Recorder(binding);
    const x = recorder.input();
    const [only, ...others] = expressions;
    const short = only && others.length === 0 ? shortForms.get(only) : undefined;
    if (short) return recorder.plan([short(recorder, x)]);
    const compose = composer(program, recorder, x);
    return recorder.plan(
      expressions.map((expression) => {
        const result = compose(expression);
        const isTensor = typeof result !== 'number' && subexpressionsOf(expression).includes(variable);
        return isTensor ? result : recorder.fillLike(x, result);
      }),
    );
  }

  function backward(): Plan {
    const recorder = new Recorder(binding);
    const [x, dy] = [recorder.input(), recorder.input()];
    const compose = composer(program, recorder, x);
    const timesDy = (expression: Expression) => recorder.mul(dy, compose(expression));
    const parameterGradients = parameterSlopes.map((each) => recorder.sumOfAll(timesDy(each)));
    return recorder.plan([timesDy(slope), ...parameterGradients]);
  }
}

/** Records expressions of x; what two of them share is computed once. */
function composer({ parameters }: Program, recorder: Recorder, x: Register): (part: Expression) => Value<Register> {
  const known = parameters.map((name): [Expression, Register] => [parameter(name), recorder.input()]);
  const values = new Map<Expression, Value<Register>>([[variable, x], ...known]);
  return (part) => composeTfjs(part, recorder, values);
}
