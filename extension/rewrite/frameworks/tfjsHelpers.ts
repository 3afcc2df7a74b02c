import type { JsHelper } from '../javascript/jsFramework';

/**
 * The code that a swap inserts where tensorflow.js has no name for the target. Plain x·tanh(eˣ) has NaN gradients from
 * x = 89 on. `tf.` stands for the operations, `tfl.` for the layers, however the file imports them.
 */
const teluComment = `// TeLU activation: x * tanh(exp(x)) (arXiv:2412.20269). minimum() does not change
// the value; it keeps exp() from overflowing into a NaN gradient.
`;
const teluBody = 'tf.tanh(tf.exp(tf.minimum(x, 10)))';

export const teluOp = opHelper('telu', teluBody, teluComment);
export const teluString = stringHelper('TeLU', 'telu', teluBody, teluComment);
export const siluOp = opHelper('silu', 'tf.sigmoid(x)');
export const mishOp = opHelper('mish', 'tf.tanh(tf.softplus(x))');
export const geluOp = opHelper('gelu', 'tf.mul(0.5, tf.add(1, tf.erf(tf.mul(x, Math.SQRT1_2))))');
export const geluTanhOp = opHelper(
  'geluTanh',
  'tf.sigmoid(tf.mul(tf.mul(x, 2 * Math.sqrt(2 / Math.PI)), tf.add(1, tf.mul(0.044715, tf.square(x)))))',
  '// GELU, tanh form: 0.5 * (1 + tanh(u)) is sigmoid(2 * u).\n',
);
export const reluSquaredOp = opHelper(
  'reluSquared',
  'tf.relu(x)',
  '// Squared ReLU: relu(x) ** 2 (arXiv:2109.08668).\n',
);
export const reluSquaredString = stringHelper(
  'ReLUSquared',
  'reluSquared',
  'tf.relu(x)',
  '// Squared ReLU: relu(x) ** 2 (arXiv:2109.08668).\n',
);
export const hardSwishOp = opHelper('hardSwish', 'tf.mul(1 / 6, tf.relu6(tf.add(x, 3)))');
export const hardSwishString = stringHelper('HardSwish', 'hardSwish', 'tf.mul(1 / 6, tf.relu6(tf.add(x, 3)))', '');

/** x times `factor`. */
function opHelper(name: string, factor: string, comment = ''): JsHelper {
  return {
    name,
    text: (isTypeScript) => {
      const signature = isTypeScript ? '<T extends tf.Tensor>(x: T): T' : '(x)';
      const product = isTypeScript ? 'tf.mul<T>' : 'tf.mul';
      return `${comment}function {name}${signature} {
  return tf.tidy(() => ${product}(x, ${factor}));
}`;
    },
  };
}

/** A registered class: then layers take its name as an activation, and saved models load. */
function stringHelper(name: string, string: string, factor: string, comment: string): JsHelper & { string: string } {
  return {
    name,
    string,
    text: (isTypeScript) => {
      const className = isTypeScript
        ? `  static className = '${string}';\n`
        : `  static get className() {\n    return '${string}';\n  }\n`;
      const config = isTypeScript ? 'getConfig(): tf.serialization.ConfigDict' : 'getConfig()';
      const apply = isTypeScript ? 'apply(x: tf.Tensor): tf.Tensor' : 'apply(x)';
      return `${comment}class {name} extends tf.serialization.Serializable {
${className}  ${config} {
    return {};
  }
  ${apply} {
    return tf.tidy(() => tf.mul(x, ${factor}));
  }
}
tf.serialization.registerClass({name});`;
    },
  };
}

/** relu(x) and minimum(x, 0) split x without a product of infinity and zero; the slope at 0 is beta. */
export const xieluLayer: JsHelper = {
  name: 'XIELU',
  text: (
    isTypeScript,
  ) => `// xIELU activation with trainable alphaP and alphaN (arXiv:2411.13010); keep weight decay off them.
class {name} extends tfl.layers.Layer {
${
  isTypeScript
    ? `  static className = 'XIELU';
  private alphaP?: tfl.LayerVariable;
  private alphaN?: tfl.LayerVariable;
  build(): void {`
    : `  static get className() {
    return 'XIELU';
  }
  build() {`
}
    const start = (value${isTypeScript ? ': number' : ''}) => tfl.initializers.constant({ value: Math.log(Math.expm1(value)) });
    this.alphaP = this.addWeight('alphaP', [1], 'float32', start(0.8));
    this.alphaN = this.addWeight('alphaN', [1], 'float32', start(0.8 - 0.5));
    this.built = true;
  }
  computeOutputShape(inputShape${isTypeScript ? ': tfl.Shape' : ''}) {
    return inputShape;
  }
  call(inputs${isTypeScript ? ': tf.Tensor | tf.Tensor[]' : ''}) {
    return tf.tidy(() => {
      const x = Array.isArray(inputs) ? inputs[0] : inputs;
      const alphaP = tf.softplus(this.alphaP${isTypeScript ? '!' : ''}.read());
      const alphaN = tf.add(tf.softplus(this.alphaN${isTypeScript ? '!' : ''}.read()), 0.5);
      const below = tf.minimum(x, 0);
      const positive = tf.mul(alphaP, tf.square(tf.relu(x)));
      const negative = tf.mul(alphaN, tf.sub(tf.expm1(below), below));
      return tf.add(tf.add(positive, negative), tf.mul(0.5, x));
    });
  }
}
tf.serialization.registerClass({name});`,
};
