import type { Activation } from '../../../kernels/activations';
import { jaxDialect } from '../../../kernels/codegen/pythonDialects';
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
  type TrainedParameter,
  trainedParametersOf,
} from '../python/pythonHelperText';

/** Functions of jax.numpy for what jax.nn lacks, and modules of four libraries for what is trained. */
type Library = 'flax' | 'nnx' | 'equinox' | 'haiku';

const modules: ReadonlyMap<string, string> = new Map([
  ...jaxDialect.modules,
  ['nn', 'flax.linen'],
  ['nnx', 'flax.nnx'],
  ['eqx', 'equinox'],
  ['hk', 'haiku'],
]);

const handTuned = new Map<string, readonly string[]>([
  [
    'telu',
    [
      '# minimum() does not change the value; it keeps exp() from overflowing into a NaN gradient.',
      'return x * {jnp}.tanh({jnp}.exp({jnp}.minimum(x, 10.0)))',
    ],
  ],
]);

const equinoxXielu = `class {name}({eqx}.Module):
    """xIELU activation with trainable alpha_p and alpha_n (arXiv:2411.13010)."""

    alpha_p: {jax}.Array
    alpha_n: {jax}.Array
    beta: float = {eqx}.field(static=True)

    def __init__(self, alpha_p_init=0.8, alpha_n_init=0.8, beta=0.5):
        self.alpha_p = {jnp}.log({jnp}.expm1({jnp}.asarray(alpha_p_init)))
        self.alpha_n = {jnp}.log({jnp}.expm1({jnp}.asarray(alpha_n_init - beta)))
        self.beta = beta

    def __call__(self, x):
        alpha_p = {jax}.nn.softplus(self.alpha_p).astype(x.dtype)
        alpha_n = (self.beta + {jax}.nn.softplus(self.alpha_n)).astype(x.dtype)
        negative = alpha_n * ({jnp}.expm1({jnp}.where(x > 0, 0, x)) - x)
        return {jnp}.where(x > 0, alpha_p * x * x, negative) + self.beta * x`;

export const jaxHelpers = ofEach((activation: Activation): PythonHelper[] => {
  const lines = handTuned.get(activation.id) ?? bodyOf(activation, jaxDialect);
  if (!lines) {
    return [];
  }
  const trained = trainedParametersOf(activation);
  const shared = { activation: idOf(activation), isTrainable: trained.length > 0 };
  const helper = (library: string, form: 'constructor' | 'function', text: string): PythonHelper => {
    const name = form === 'constructor' ? classNameOf(activation) : functionNameOf(activation);
    const parameters = form === 'constructor' ? [] : ['x'];
    return { ...shared, library, form, name, parameters, text, needs: needsOf(text, modules) };
  };
  if (trained.length === 0) {
    return [helper('jax', 'function', `def {name}(x):\n    ${docstringOf(activation)}\n${indented(lines, 1)}`)];
  }
  return (['flax', 'nnx', 'equinox', 'haiku'] as const).map((library) => {
    const isHandTuned = library === 'equinox' && activation.id === 'xielu';
    return helper(library, 'constructor', isHandTuned ? equinoxXielu : moduleText(library, activation, lines));
  });
});

function moduleText(library: Library, activation: Activation, lines: readonly string[]): string {
  const trained = trainedParametersOf(activation);
  const base = { flax: '{nn}', nnx: '{nnx}', equinox: '{eqx}', haiku: '{hk}' }[library];
  const call = indented([...readsOf(library, trained), ...lines], 2);
  const inits = trained.map(({ name, initial }) => `${name}_init=${initial}`);
  const head = `class {name}(${base}.Module):\n    ${docstringOf(activation)}\n\n`;
  switch (library) {
    case 'flax': {
      const fields = trained.map(({ name, initial }) => `${name}_init: float = ${initial}`);
      return `${head}${indented(fields, 1)}\n\n    @{nn}.compact\n    def __call__(self, x):\n${call}`;
    }
    case 'haiku': {
      const name = trained.map((parameter) => `self.${parameter.name}_init = ${parameter.name}_init`);
      const init = `${indented(signatureOf(['self', ...inits, 'name=None']), 1)}\n        super().__init__(name=name)\n`;
      return `${head}${init}${indented(name, 2)}\n\n    def __call__(self, x):\n${call}`;
    }
    default: {
      const fields = library === 'equinox' ? trained.map(({ name }) => `${name}: {jax}.Array`) : [];
      const declared = fields.length > 0 ? `${indented(fields, 1)}\n\n` : '';
      const stores = trained.map((parameter) => {
        const raw = rawOf(parameter, positivePartOf(parameter));
        return `self.${parameter.name} = ${library === 'nnx' ? `{nnx}.Param(${raw})` : raw}`;
      });
      const init = `${indented(signatureOf(['self', ...inits]), 1)}\n${indented(stores, 2)}`;
      return `${head}${declared}${init}\n\n    def __call__(self, x):\n${call}`;
    }
  }
}

/** What is stored so that the parameter starts at its value; stored in float32, whatever the activations are. */
function rawOf({ above }: TrainedParameter, start: string): string {
  const value = `{jnp}.asarray(${start}, {jnp}.float32)`;
  return above === null ? value : `{jnp}.log({jnp}.expm1(${value}))`;
}

function readsOf(library: Library, trained: readonly TrainedParameter[]): string[] {
  return trained.flatMap((parameter) => {
    const { name, above } = parameter;
    const start = rawOf(parameter, `self.${positivePartOf(parameter)}`);
    const raw = {
      flax: `self.param("${name}", lambda key: ${start})`,
      nnx: `self.${name}[...]`,
      equinox: `self.${name}`,
      haiku: `{hk}.get_parameter("${name}", [], {jnp}.float32, init=lambda *_: ${start})`,
    }[library];
    if (above === null) {
      return [`${name} = ${raw}`];
    }
    const isLong = library === 'flax' || library === 'haiku';
    const stored = isLong ? [`${name} = ${raw}`] : [];
    return [...stored, `${name} = ${constrained(parameter, `{jax}.nn.softplus(${isLong ? name : raw})`)}`];
  });
}
