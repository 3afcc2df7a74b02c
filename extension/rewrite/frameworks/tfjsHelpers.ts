import { type Activation, isOwn } from '../../../kernels/activations';
import { type SourceText, typeScriptOf } from '../../../kernels/codegen/typescript';
import { substitute } from '../../../kernels/expression/substitute';
import { asciiOf, camelCase, pascalCase } from '../identifiers';
import type { JsHelper } from '../javascript/jsFramework';
import { jsWords } from '../javascript/jsWords';
import { ownMark } from '../ownMark';

/**
 * The code that a swap inserts where tensorflow.js has no name for the target, written from the catalogue's expression.
 * `tf.` stands for the operations, however the file imports them.
 */

interface Body extends SourceText {
  readonly comment: string;
}

/** Plain x·tanh(eˣ) has NaN gradients from x = 89 on; these two lines say so to whoever reads the file. */
const telu: Body = {
  comment: `// TeLU activation: x * tanh(exp(x)) (arXiv:2412.20269). minimum() does not change
// the value; it keeps exp() from overflowing into a NaN gradient.
`,
  statements: [],
  value: 'tf.mul(x, tf.tanh(tf.exp(tf.minimum(x, 10))))',
};

/** `function mish(x) { … }`; absent for what cannot be written in a few lines. */
export function opHelperOf(activation: Activation): JsHelper | undefined {
  const body = bodyOf(activation);
  const name = functionNameOf(activation);
  return body ? { name, isMadeUp: isOwn(activation), text: (typed) => opText(body, typed) } : undefined;
}

/** A registered class: then layers take its name as an activation, and saved models load. */
export function stringHelperOf(activation: Activation): (JsHelper & { readonly string: string }) | undefined {
  const body = bodyOf(activation);
  const { id } = activation;
  const names = { name: classNameOf(activation), string: id, isMadeUp: isOwn(activation) };
  return body ? { ...names, text: (typed) => stringText(id, body, typed) } : undefined;
}

function functionNameOf(activation: Activation): string {
  const name = camelCase(activation.id);
  return isOwn(activation) && jsWords.has(name) ? `${name}Activation` : name;
}

/** 'LeakyReLU': as the title spells it where that is a name, else the id; one's own by the id, which no other has. */
export function classNameOf(activation: Activation): string {
  const { id, title } = activation;
  if (isOwn(activation)) {
    const own = pascalCase(id);
    return jsWords.has(own) ? `${own}Activation` : own;
  }
  const word = title.replaceAll(/[ -]/g, '');
  const name = /^[A-Za-z]\w*$/.test(word) ? word : id;
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function bodyOf(activation: Activation): Body | undefined {
  if (activation.id === 'telu') return telu;
  const initial = Object.fromEntries(activation.parameters.map((parameter) => [parameter.name, parameter.initial]));
  const text = typeScriptOf(substitute(activation.forward, initial));
  const isTold = text && (text.statements.length > 0 || isOwn(activation));
  return text ? { ...text, comment: isTold ? commentOf(activation) : '' } : undefined;
}

/** `// TeLU activation (https://…).`, with the names of what it trains. */
export function commentOf(activation: Activation, trained: readonly string[] = []): string {
  const { id, title, reference } = activation;
  const name = isOwn(activation) ? asciiOf(title).trim() || id : title;
  const names = new Intl.ListFormat('en').format(trained);
  const source = isOwn(activation) ? asciiOf(reference.url) : reference.url;
  return [
    `// ${name} activation`,
    names && ` with trainable ${names}`,
    isOwn(activation) && ownMark,
    source && ` (${source})`,
    '.\n',
  ]
    .filter(Boolean)
    .join('');
}

function opText(body: Body, isTypeScript: boolean): string {
  const signature = isTypeScript ? '<T extends tf.Tensor>(x: T): T' : '(x)';
  return `${body.comment}function {name}${signature} {
  return ${tidied(body, isTypeScript ? 'T' : null, '  ')};
}`;
}

function stringText(string: string, body: Body, isTypeScript: boolean): string {
  const className = isTypeScript
    ? `  static className = '${string}';\n`
    : `  static get className() {\n    return '${string}';\n  }\n`;
  const config = isTypeScript ? 'getConfig(): tf.serialization.ConfigDict' : 'getConfig()';
  const apply = isTypeScript ? 'apply(x: tf.Tensor): tf.Tensor' : 'apply(x)';
  return `${body.comment}class {name} extends tf.serialization.Serializable {
${className}  ${config} {
    return {};
  }
  ${apply} {
    return ${tidied(body, null, '    ')};
  }
}
tf.serialization.registerClass({name});`;
}

/** `tf.tidy(() => …)`, which frees what the steps between leave behind; `type` is the result's. */
function tidied({ statements, value }: SourceText, type: string | null, indent: string): string {
  const result = type ? typed(value, type) : value;
  if (statements.length === 0) return `tf.tidy(() => ${result})`;
  const lines = [...statements, `return ${result};`].flatMap((line) => line.split('\n'));
  return `tf.tidy(() => {\n${lines.map((line) => `${indent}  ${line}\n`).join('')}${indent}})`;
}

function typed(value: string, type: string): string {
  const arithmetic = /^tf\.(?:add|sub|mul|div|minimum|maximum|pow)(?=\()/;
  return arithmetic.test(value) ? value.replace(arithmetic, `$&<${type}>`) : `${value} as ${type}`;
}
