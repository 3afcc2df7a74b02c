import type { Activation } from '../../../kernels/activations';
import { torchDialect } from '../../../kernels/codegen/pythonDialects';
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

/**
 * The code that a swap inserts where PyTorch has no name for the target. Plain x·tanh(exp(x)) has NaN gradients from
 * x = 89 on (12 in float16); parameters stand in float32 and are cast, or they would promote half-precision activations.
 */
const modules: ReadonlyMap<string, string> = new Map([
  ['torch', 'torch'],
  ['nn', 'torch.nn'],
]);

const handTuned = new Map<string, readonly string[]>([
  [
    'telu',
    [
      '# The clamp does not change the value; it keeps exp() from overflowing into a NaN gradient.',
      'return x * {torch}.tanh({torch}.exp({torch}.clamp(x, max=10.0)))',
    ],
  ],
]);

const xieluText = `class {name}({nn}.Module):
    """xIELU activation with trainable alpha_p and alpha_n (arXiv:2411.13010)."""

    def __init__(
        self,
        inplace: bool = False,
        alpha_p_init: float = 0.8,
        alpha_n_init: float = 0.8,
        beta: float = 0.5,
    ):
        super().__init__()
        self.beta = beta
        self.alpha_p = {nn}.Parameter({torch}.tensor([alpha_p_init]).expm1().log())
        self.alpha_n = {nn}.Parameter({torch}.tensor([alpha_n_init - beta]).expm1().log())

    def forward(self, x: {torch}.Tensor) -> {torch}.Tensor:
        # .to(x.dtype): float32 parameters must not promote bf16/fp16 activations to float32.
        alpha_p = {nn}.functional.softplus(self.alpha_p).to(x.dtype)
        alpha_n = (self.beta + {nn}.functional.softplus(self.alpha_n)).to(x.dtype)
        negative = alpha_n * ({torch}.expm1({torch}.clamp(x, max=0.0)) - x)
        return {torch}.where(x > 0, alpha_p * x * x, negative) + self.beta * x`;

export const torchHelpers = ofEach((activation: Activation): PythonHelper[] => {
  const lines = handTuned.get(activation.id) ?? bodyOf(activation, torchDialect);
  if (!lines) {
    return [];
  }
  const isTrainable = trainedParametersOf(activation).length > 0;
  const shared = { activation: idOf(activation), library: 'torch', isTrainable };
  const moduleText = isTrainable ? trainedModule(activation, lines) : plainModule(activation, lines);
  const classText = activation.id === 'xielu' ? xieluText : moduleText;
  const functionText = `def {name}(x: {torch}.Tensor) -> {torch}.Tensor:
    ${docstringOf(activation)}
${indented(lines, 1)}`;
  const ofClass = { ...shared, form: 'constructor', name: classNameOf(activation), parameters: [] } as const;
  const ofFunction = { ...shared, form: 'function', name: functionNameOf(activation), parameters: ['x'] } as const;
  return [
    { ...ofClass, text: classText, needs: needsOf(classText, modules) },
    ...(isTrainable ? [] : [{ ...ofFunction, text: functionText, needs: needsOf(functionText, modules) }]),
  ];
});

function plainModule(activation: Activation, lines: readonly string[]): string {
  return `class {name}({nn}.Module):
    ${docstringOf(activation)}

    def __init__(self, inplace: bool = False):
        super().__init__()

    def forward(self, x: {torch}.Tensor) -> {torch}.Tensor:
${indented(lines, 2)}`;
}

function trainedModule(activation: Activation, lines: readonly string[]): string {
  const trained = trainedParametersOf(activation);
  const inits = trained.map(({ name, initial }) => `${name}_init: float = ${initial}`);
  const signature = signatureOf(['self', 'inplace: bool = False', ...inits]);
  const stored = trained.map((parameter) => {
    const start = `{torch}.tensor([${positivePartOf(parameter)}])`;
    const raw = parameter.above === null ? `{torch}.tensor([${parameter.name}_init])` : `${start}.expm1().log()`;
    return `self.${parameter.name} = {nn}.Parameter(${raw})`;
  });
  const read = trained.map((parameter) => {
    const own = `self.${parameter.name}`;
    const value =
      parameter.above === null ? `${own}.float()` : constrained(parameter, `{nn}.functional.softplus(${own}.float())`);
    return `${parameter.name} = ${value}`;
  });
  return `class {name}({nn}.Module):
    ${docstringOf(activation)}

${indented(signature, 1)}
        super().__init__()
${indented(stored, 2)}

    def forward(self, x: {torch}.Tensor) -> {torch}.Tensor:
${indented([...read, ...lines], 2)}`;
}
