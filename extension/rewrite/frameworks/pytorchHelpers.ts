import type { PythonHelper, PythonSpellings } from '../python/pythonFramework';

/**
 * The code that a swap inserts where PyTorch has no name for the target. Plain x·tanh(exp(x)) has NaN gradients from
 * x = 89 on (12 in float16); α stands in float32 parameters and is cast, or it would promote half-precision activations.
 */
const torchAndNn: ReadonlyMap<string, string> = new Map([
  ['torch', 'torch'],
  ['nn', 'torch.nn'],
]);
const onlyTorch: ReadonlyMap<string, string> = new Map([['torch', 'torch']]);

export const teluHelpers: PythonSpellings = {
  constructorHelper: {
    name: 'TeLU',
    parameters: [],
    needs: torchAndNn,
    text: `class {name}({nn}.Module):
    """TeLU activation: x * tanh(exp(x)) (arXiv:2412.20269)."""

    def __init__(self, inplace: bool = False):
        super().__init__()

    def forward(self, x: {torch}.Tensor) -> {torch}.Tensor:
        # The clamp does not change the value; it keeps exp() from overflowing into a NaN gradient.
        return x * {torch}.tanh({torch}.exp({torch}.clamp(x, max=10.0)))`,
  },
  functionHelper: {
    name: 'telu',
    parameters: ['x'],
    needs: onlyTorch,
    text: `def {name}(x: {torch}.Tensor) -> {torch}.Tensor:
    """TeLU activation: x * tanh(exp(x)) (arXiv:2412.20269)."""
    # The clamp does not change the value; it keeps exp() from overflowing into a NaN gradient.
    return x * {torch}.tanh({torch}.exp({torch}.clamp(x, max=10.0)))`,
  },
};

export const reluSquaredHelpers: PythonSpellings = {
  constructorHelper: {
    name: 'ReLUSquared',
    parameters: [],
    needs: torchAndNn,
    text: `class {name}({nn}.Module):
    """Squared ReLU: relu(x) ** 2 (arXiv:2109.08668)."""

    def __init__(self, inplace: bool = False):
        super().__init__()

    def forward(self, x: {torch}.Tensor) -> {torch}.Tensor:
        return {torch}.square({torch}.relu(x))`,
  },
  functionHelper: {
    name: 'relu_squared',
    parameters: ['x'],
    needs: onlyTorch,
    text: `def {name}(x: {torch}.Tensor) -> {torch}.Tensor:
    """Squared ReLU: relu(x) ** 2 (arXiv:2109.08668)."""
    return {torch}.square({torch}.relu(x))`,
  },
};

export const xieluHelper: PythonHelper = {
  name: 'XIELU',
  parameters: [],
  needs: torchAndNn,
  text: `class {name}({nn}.Module):
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
        return {torch}.where(x > 0, alpha_p * x * x, negative) + self.beta * x`,
};
