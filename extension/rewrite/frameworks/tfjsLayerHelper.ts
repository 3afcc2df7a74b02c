import { type Activation, initialBoundOf, isOwn, type Parameter } from '../../../kernels/activations';
import { typeScriptOf } from '../../../kernels/codegen/typescript';
import { parameter as parameterNamed } from '../../../kernels/expression/build';
import type { Expression } from '../../../kernels/expression/expression';
import { replaceParts, substitute } from '../../../kernels/expression/substitute';
import { camelCase, parameterNames } from '../identifiers';
import type { JsHelper } from '../javascript/jsFramework';
import { jsWords } from '../javascript/jsWords';
import { classNameOf, commentOf } from './tfjsHelpers';

interface Trained extends Parameter {
  /** What it stays above, as a number. */
  readonly bound: number | undefined;
}

/** A layer that owns the activation's trainable parameters; absent where there are none. `tfl.` stands for the layers. */
export function layerHelperOf(activation: Activation): JsHelper | undefined {
  const names = parameterNames(activation.parameters, camelCase, jsWords);
  const trained = activation.parameters
    .filter(({ trainable }) => trainable)
    .map((parameter): Trained => {
      const name = names.get(parameter.name) ?? parameter.name;
      return { ...parameter, name, bound: initialBoundOf(activation, parameter) };
    });
  const fixed = activation.parameters.filter(({ trainable }) => !trainable);
  const forward = substitute(activation.forward, Object.fromEntries(fixed.map(({ name, initial }) => [name, initial])));
  const body = typeScriptOf(renamed(forward, names));
  if (trained.length === 0 || !body) return undefined;
  const name = classNameOf(activation);
  const lines = [...trained.map((parameter) => `const ${parameter.name} = ${current(parameter)};`), ...body.statements];
  const comment = commentOf(
    activation,
    trained.map((parameter) => parameter.name),
  );
  const advice = `// Keep weight decay off ${trained.length > 1 ? 'them' : 'it'}.\n`;
  const code = [...lines, `return ${body.value};`];
  return {
    name,
    isMadeUp: isOwn(activation),
    text: (isTypeScript) => comment + advice + classText(name, trained, code, isTypeScript),
  };
}

function renamed(forward: Expression, names: ReadonlyMap<string, string>): Expression {
  return replaceParts(forward, (part) => {
    return part.kind === 'parameter' ? parameterNamed(names.get(part.name) ?? part.name) : undefined;
  });
}

/** A bounded parameter is stored as the argument of a softplus, which cannot leave its side of the bound. */
function current({ name, bound }: Trained): string {
  const raw = `this.${name}.read()`;
  if (bound === undefined) return raw;
  return bound === 0 ? `tf.softplus(${raw})` : `tf.add(tf.softplus(${raw}), ${bound})`;
}

function start({ initial, bound }: Trained): string {
  if (bound === undefined) return String(initial);
  return `Math.log(Math.expm1(${bound === 0 ? initial : `${initial} - ${bound}`}))`;
}

function classText(name: string, trained: readonly Trained[], lines: readonly string[], isTypeScript: boolean): string {
  const as = (type: string) => (isTypeScript ? `: ${type}` : '');
  const fields = trained.map((parameter) => `  private ${parameter.name}!: tfl.LayerVariable;\n`).join('');
  const className = isTypeScript
    ? `  static className = '${name}';\n${fields}`
    : `  static get className() {\n    return '${name}';\n  }\n`;
  const weights = trained.map((parameter) => {
    const initializer = `tfl.initializers.constant({ value: ${start(parameter)} })`;
    return `    this.${parameter.name} = this.addWeight('${parameter.name}', [1], 'float32', ${initializer});\n`;
  });
  return `class {name} extends tfl.layers.Layer {
${className}  build()${as('void')} {
${weights.join('')}    this.built = true;
  }
  computeOutputShape(inputShape${as('tfl.Shape')}) {
    return inputShape;
  }
  call(inputs${as('tf.Tensor | tf.Tensor[]')}) {
    return tf.tidy(() => {
      const x = Array.isArray(inputs) ? inputs[0] : inputs;
${lines.map((line) => `      ${line}\n`).join('')}    });
  }
}
tf.serialization.registerClass({name});`;
}
