import type { Node } from '@vscode/tree-sitter-wasm';
import { familiarActivation, titleOf } from '../activationNames';
import { refused, safe, type Verdict } from '../detection';
import { ownMark } from '../ownMark';
import { ancestors, field, isField, isInBrokenStatement, isInside, parts } from '../syntax';
import { stringText } from './jsModules';

const bodies: ReadonlySet<string> = new Set(['program', 'statement_block', 'class_body']);
const typePlaces = /^(?:type_annotation|type_query|type_arguments|type_alias_declaration|interface_declaration)$/;

/** Where an activation stands decides whether it may be swapped; null: it is only talked about. */
export function verdictOfJsContext(expression: Node, value: Node): Verdict | null {
  const outside = [...ancestors(expression)];
  if (outside.some((node) => typePlaces.test(node.type))) {
    return null;
  }
  if (isInBrokenStatement(expression, bodies)) {
    return refused('The statement around it has a syntax error.');
  }
  for (const node of outside) {
    const reason = reasonFromDefinition(node) ?? reasonFromTable(node) ?? reasonFromChoice(node, value);
    if (reason) {
      return refused(reason);
    }
  }
  if (value.parent?.type === 'expression_statement' && value.type === 'call_expression' && value !== expression) {
    return refused('Its result is not used.');
  }
  return isSquared(value)
    ? refused('Its square is an activation of its own, ReLU²: swapping only the inner part would make a third one.')
    : safe;
}

/** Climbs out of parentheses, `as const`, `!`, which change nothing at run time. */
export function outermostJs(node: Node): Node {
  let result = node;
  while (/^(?:parenthesized|as|satisfies|non_null)_expression$/.test(result.parent?.type ?? '')) {
    result = result.parent ?? result;
  }
  return result;
}

/** `last ? 'softmax' : 'relu'` and `options.activation ?? 'relu'` hand the string on. */
export function outermostChoice(node: Node): Node {
  let result = outermostJs(node);
  for (let { parent } = result; parent; { parent } = result) {
    const operator = field(parent, 'operator')?.text ?? '';
    const isFallback = parent.type === 'binary_expression' && /^(?:\|\||\?\?)$/.test(operator);
    const isBranch = parent.type === 'ternary_expression' && !isField(parent, 'condition', result);
    if (!isBranch && !isFallback) {
      break;
    }
    result = outermostJs(parent);
  }
  return result;
}

function reasonFromDefinition(node: Node): string | null {
  const isDefinition = /^(?:function_declaration|class_declaration|method_definition|function_expression)$/.test(
    node.type,
  );
  const isFunctionVariable =
    node.type === 'variable_declarator' && /function|arrow/.test(field(node, 'value')?.type ?? '');
  const name = isDefinition || isFunctionVariable ? field(node, 'name')?.text : undefined;
  const activation = name ? familiarActivation(name) : undefined;
  if (activation) {
    return `It is part of the definition of ${name}, which must stay ${titleOf(activation)}.`;
  }
  return isDefinition && isMarkedAsOwnJs(node) ? `It is part of the definition of ${name}, an activation.` : null;
}

/** The comment above it is that of a helper which a swap wrote for an activation of somebody's own. */
export function isMarkedAsOwnJs(definition: Node): boolean {
  const statement = definition.parent?.type === 'export_statement' ? definition.parent : definition;
  for (let before = statement.previousSibling; before?.type === 'comment'; before = before.previousSibling) {
    if (before.text.includes(ownMark)) {
      return true;
    }
  }
  return false;
}

/** { relu: x => tf.relu(x) } and new Map([['relu', tf.relu]]) */
function reasonFromTable(node: Node): string | null {
  const reason = 'It is an entry of a table of activations by name.';
  const key = node.type === 'pair' ? field(node, 'key') : null;
  if (key && familiarActivation(key.type === 'string' ? stringText(key) : key.text)) {
    return reason;
  }
  const first = node.type === 'array' ? node.namedChild(0) : null;
  return first?.type === 'string' && familiarActivation(stringText(first)) && node.parent?.type === 'array'
    ? reason
    : null;
}

function reasonFromChoice(node: Node, site: Node): string | null {
  const reason = 'It is one branch of a choice by name.';
  if (node.type === 'if_statement' || node.type === 'ternary_expression') {
    const condition = field(node, 'condition');
    return condition && !isInside(site, condition) && comparesWithActivation(condition) ? reason : null;
  }
  if (node.type === 'switch_statement') {
    const cases = node.descendantsOfType('switch_case').flatMap((branch) => field(branch, 'value') ?? []);
    return cases.some((value) => value.type === 'string' && familiarActivation(stringText(value))) ? reason : null;
  }
  return null;
}

function comparesWithActivation(condition: Node): boolean {
  return condition.descendantsOfType('string').some((node) => {
    const isCompared = node?.parent?.type === 'binary_expression';
    return node && isCompared && familiarActivation(stringText(node)) !== undefined;
  });
}

/** tf.square(relu(x)), relu(x).square(), tf.pow(relu(x), 2), tf.mul(relu(x), relu(x)) */
function isSquared(value: Node): boolean {
  const outer = outermostJs(value);
  const parent = outer.parent;
  if (parent?.type === 'member_expression' && isField(parent, 'object', outer)) {
    const name = field(parent, 'property')?.text;
    return name === 'square' || (name === 'pow' && parts(field(parent.parent, 'arguments'))[0]?.text === '2');
  }
  const callee = parent?.type === 'arguments' ? field(parent.parent, 'function') : null;
  const name = (callee?.type === 'member_expression' ? field(callee, 'property') : callee)?.text;
  const [first, second] = parts(parent);
  return (
    name === 'square' || (name === 'pow' && second?.text === '2') || (name === 'mul' && first?.text === second?.text)
  );
}
