import type { Activation } from '../../../kernels/activations';
import { kerasDialect, type PythonDialect, tensorflowDialect } from '../../../kernels/codegen/pythonDialects';
import { idOf } from '../activationNames';
import { ofEach } from '../ofActivations';
import type { PythonHelper } from '../python/pythonFramework';
import {
  bodyOf,
  classNameOf,
  constrained,
  docstringOf,
  functionNameOf,
  indented,
  needsOf,
  positivePartOf,
  signatureOf,
  trainedParametersOf,
} from '../python/pythonHelperText';

/** What differs between Keras 3, tf.keras and TensorFlow alone: the operations, and where the registration stands. */
interface Library {
  readonly id: 'keras' | 'tf.keras' | 'tensorflow';
  readonly dialect: PythonDialect;
  readonly register: string | null;
  readonly keras: string;
}

const libraries: readonly Library[] = [
  { id: 'keras', dialect: kerasDialect, register: '{keras}.saving.register_keras_serializable', keras: '{keras}' },
  {
    id: 'tf.keras',
    dialect: tensorflowDialect,
    register: '{tf}.keras.utils.register_keras_serializable',
    keras: '{tf}.keras',
  },
  { id: 'tensorflow', dialect: tensorflowDialect, register: null, keras: '' },
];

const modules: ReadonlyMap<string, string> = new Map([
  ...kerasDialect.modules,
  ...tensorflowDialect.modules,
  ['math', 'math'],
]);

export const kerasHelpers = ofEach((activation: Activation): PythonHelper[] =>
  libraries.flatMap((library) => helpersOf(activation, library)),
);

function helpersOf(activation: Activation, library: Library): PythonHelper[] {
  const lines = activation.id === 'telu' ? teluLines(library.dialect) : bodyOf(activation, library.dialect);
  const trained = trainedParametersOf(activation);
  const isTrainable = trained.length > 0;
  if (!lines || (isTrainable && !library.register)) {
    return [];
  }
  const text = isTrainable ? layerText(activation, library, lines) : functionText(activation, library, lines);
  const shared = {
    activation: idOf(activation),
    library: library.id,
    isTrainable,
    text,
    needs: needsOf(text, modules),
  };
  return isTrainable
    ? [{ ...shared, form: 'constructor', name: classNameOf(activation), parameters: [] }]
    : [{ ...shared, form: 'function', name: functionNameOf(activation), parameters: ['x'] }];
}

function teluLines({ unary, binary }: PythonDialect): string[] {
  return [
    '# minimum() does not change the value; it keeps exp() from overflowing into a NaN gradient.',
    `return x * ${unary.tanh(unary.exp(binary.min('x', '10.0')))}`,
  ];
}

function registration(activation: Activation, { register }: Library): string {
  return register ? `@${register}(package="${functionNameOf(activation)}")\n` : '';
}

function functionText(activation: Activation, library: Library, lines: readonly string[]): string {
  return `${registration(activation, library)}def {name}(x):
    ${docstringOf(activation)}
${indented(lines, 1)}`;
}

/** xIELU in the form of its paper's code; the others as the catalogue's expression has them. */
function layerText(activation: Activation, library: Library, lines: readonly string[]): string {
  const { dialect, keras } = library;
  const isXielu = activation.id === 'xielu';
  const trained = trainedParametersOf(activation).map((parameter) => {
    const offset = isXielu && parameter.above ? 'self.beta' : null;
    return { ...parameter, offset };
  });
  const settings = [
    ...trained.map(({ name, initial }) => [`${name}_init`, initial]),
    ...(isXielu ? [['beta', '0.5']] : []),
  ];
  const softplus = (name: string) => dialect.unary.softplus(`self.${name}`);
  const reads = trained.map((parameter) => {
    const { name, above, offset } = parameter;
    const positive = offset ? `${offset} + ${softplus(name)}` : constrained(parameter, softplus(name));
    // tf.keras hands weights over in the layer's compute type, and TensorFlow does not promote.
    const value = above === null ? `self.${name}` : positive;
    return `${name} = ${isXielu || dialect.id === 'keras' ? value : `{tf}.cast(${value}, wide.dtype)`}`;
  });
  const weights = trained.flatMap((parameter) => {
    const { name, above, offset } = parameter;
    const start = offset ? `self.${name}_init - ${offset}` : `self.${positivePartOf(parameter)}`;
    const constant = `${keras}.initializers.Constant`;
    const initializer = above === null ? `${constant}(self.${name}_init)` : `inverse_softplus(${start})`;
    return [`self.${name} = self.add_weight(`, `    shape=(1,), initializer=${initializer}, name="${name}"`, ')'];
  });
  const inverse = [
    'def inverse_softplus(value):',
    `    return ${keras}.initializers.Constant({math}.log({math}.expm1(value)))`,
    '',
  ];
  const body = isXielu ? [...reads, ...xieluLines(dialect)] : [...lines.slice(0, 1), ...reads, ...lines.slice(1)];
  return `${registration(activation, library)}class {name}(${keras}.layers.Layer):
    ${docstringOf(activation)}

${indented(signatureOf(['self', ...settings.map((pair) => pair.join('=')), '**kwargs']), 1)}
        super().__init__(**kwargs)
${indented(
  settings.map(([name]) => `self.${name} = ${name}`),
  2,
)}

    def build(self, input_shape):
${indented([...(trained.some(({ above }) => above !== null) ? inverse : []), ...weights], 2)}

    def call(self, x):
${indented(body, 2)}

    def get_config(self):
        return {
            **super().get_config(),
${indented(
  settings.map(([name]) => `"${name}": self.${name},`),
  3,
)}
        }`;
}

function xieluLines({ id, unary }: PythonDialect): string[] {
  const where = id === 'keras' ? '{keras}.ops.where' : '{tf}.where';
  return [
    `negative = alpha_n * (${unary.expm1(`${where}(x > 0, 0.0, x)`)} - x)`,
    `return ${where}(x > 0, alpha_p * x * x, negative) + self.beta * x`,
  ];
}
