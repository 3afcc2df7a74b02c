import type { Node } from '@vscode/tree-sitter-wasm';
import { activationNamed, activationWithin, titleOf } from '../activationNames';
import { refused, safe, unsafe, type Verdict } from '../detection';
import { ancestors, enclosing, field, isField, isInBrokenStatement, isInside, parts } from '../syntax';
import { functions } from './pythonNodes';

/** Where an activation stands decides whether it may be swapped; null: this only talks about one, it does not build one. */
export function verdictOfContext(expression: Node, value: Node): Verdict | null {
  for (const ancestor of ancestors(expression)) {
    const isBaseClass = ancestor.type === 'argument_list' && ancestor.parent?.type === 'class_definition';
    if (isBaseClass || ['type', 'interpolation', 'decorator'].includes(ancestor.type)) {
      return null;
    }
  }
  if (isInBrokenStatement(expression, bodies)) {
    return refused('The statement around it has a syntax error.');
  }
  for (const ancestor of ancestors(expression)) {
    const reason =
      reasonFromDefinition(ancestor) ??
      reasonFromWrapping(ancestor, value) ??
      reasonFromRegistry(ancestor) ??
      reasonFromDispatch(ancestor, value);
    if (reason) {
      return refused(reason);
    }
  }
  if (isSquared(value)) {
    return refused(
      'Its square is an activation of its own, ReLU²: swapping only the inner part would make a third one.',
    );
  }
  return isGate(value) ? unsafe('It gates another product (GLU): the name of the block will no longer fit.') : safe;
}

const bodies: ReadonlySet<string> = new Set(['module', 'block']);

export function stringValue(node: Node | null): string | null {
  return node?.type === 'string' ? (node.namedChildren.find((c) => c?.type === 'string_content')?.text ?? '') : null;
}

/** Climbs out of parentheses, which change nothing. */
export function outermost(node: Node): Node {
  let result = node;
  while (result.parent?.type === 'parenthesized_expression') {
    result = result.parent;
  }
  return result;
}

function reasonFromDefinition(node: Node): string | null {
  const isDefinition = node.type === 'function_definition' || node.type === 'class_definition';
  const name = isDefinition ? field(node, 'name')?.text : undefined;
  const activation = name ? (activationNamed(name) ?? (appliesOnly(node) && activationWithin(name))) : undefined;
  return activation ? `It is part of the definition of ${name}, which must stay ${titleOf(activation)}.` : null;
}

/** `def torch_relu(x): return F.relu(x)` does nothing else to what it is given. */
function appliesOnly(definition: Node): boolean {
  const [statement, ...more] = parts(field(definition, 'body')).filter(({ type }) => type !== 'expression_statement');
  const call = statement?.type === 'return_statement' && more.length === 0 ? parts(statement)[0] : null;
  const input = parts(field(call, 'arguments'))[0]?.text;
  return input !== undefined && parts(field(definition, 'parameters')).some(({ text }) => text.split(':')[0] === input);
}

/** `Relu = elementwise(relu)` defines an activation of that name; `relu = nn.ReLU()` makes one. */
function reasonFromWrapping(node: Node, value: Node): string | null {
  const target = node.type === 'assignment' ? field(node, 'left') : null;
  const isHandedOn = value.type !== 'call' && field(node, 'right')?.type === 'call';
  const isNamed = target?.type === 'identifier' && activationNamed(target.text) !== undefined;
  return isNamed && isHandedOn ? `It is part of the definition of ${target.text}.` : null;
}

function reasonFromRegistry(node: Node): string | null {
  const reason = 'It is an entry of a table of activations by name.';
  if (node.type === 'pair' && namesActivation(field(node, 'key')) && !parts(node.parent).some(isNamedLayer)) {
    return reason;
  }
  if (node.type === 'keyword_argument' && activationNamed(field(node, 'name')?.text ?? '')) {
    return reason;
  }
  // ACTIVATIONS["swish"] = silu
  const target = node.type === 'assignment' ? field(node, 'left') : null;
  if (target?.type === 'subscript' && namesActivation(field(target, 'subscript'))) {
    return entriesBeside(node, field(target, 'value')?.text).some(isNamedLayer) ? null : reason;
  }
  const isPairOf = (candidate: Node) =>
    (candidate.type === 'tuple' || candidate.type === 'list') && namesActivation(candidate.namedChild(0));
  // OrderedDict([('relu', nn.ReLU()), …]) names a submodule; only several activation names side by side are a table.
  const entries = isPairOf(node) ? parts(node.parent) : [];
  const isTable = entries.filter(isPairOf).length > 1 && !entries.some(isNamedLayer);
  return isTable && !isOfSequential(node.parent) ? reason : null;
}

/** `nn.Sequential(OrderedDict([…]))` */
function isOfSequential(list: Node | null): boolean {
  const made = list?.parent?.parent;
  return /\bSequential$/.test(field(made?.parent?.parent, 'function')?.text ?? '');
}

/** `layers["fc"] = nn.Linear(8, 8)` beside `layers["relu"] = nn.ReLU()`: the statements that fill the same object. */
function entriesBeside(assignment: Node, object: string | undefined): Node[] {
  const statements = parts(assignment.parent?.parent).map((statement) => statement.namedChild(0));
  return statements.flatMap((node) => {
    return node?.type === 'assignment' && field(field(node, 'left'), 'value')?.text === object ? [node] : [];
  });
}

/** Among layers with names an activation is one more layer; a table of activations holds nothing else. */
function isNamedLayer(entry: Node): boolean {
  const value = field(entry, entry.type === 'pair' ? 'value' : 'right') ?? parts(entry)[1] ?? null;
  const callee = field(value, 'function')?.text ?? '';
  return /(?:Linear|Dense|Conv|Norm|Embedding|Dropout|Pool)\w*$/.test(callee);
}

function reasonFromDispatch(node: Node, site: Node): string | null {
  const reason = 'It is one branch of a choice by name.';
  if (node.type === 'conditional_expression') {
    const condition = parts(node)[1];
    return condition && !isInside(site, condition) && asksForActivation(condition) ? reason : null;
  }
  if (node.type === 'if_statement') {
    return conditionsOf(node).some((condition) => !isInside(site, condition) && asksForActivation(condition))
      ? reason
      : null;
  }
  if (node.type === 'match_statement') {
    return node.descendantsOfType('case_pattern').some((pattern) => pattern && mentionsActivation(pattern))
      ? reason
      : null;
  }
  // if name == 'relu': return … / return nn.GELU(): what follows the returns is the else branch.
  if (node.type === 'return_statement') {
    const before = parts(node.parent).filter((sibling) => sibling.endIndex <= node.startIndex);
    return before.some((sibling) => sibling.type === 'if_statement' && isReturningDispatch(sibling)) ? reason : null;
  }
  return null;
}

function isReturningDispatch(node: Node): boolean {
  return conditionsOf(node).some(asksForActivation) && node.descendantsOfType('return_statement').length > 0;
}

function conditionsOf(ifStatement: Node): Node[] {
  const clauses = parts(ifStatement).filter((child) => child.type === 'elif_clause');
  return [ifStatement, ...clauses].flatMap((clause) => field(clause, 'condition') ?? []);
}

/** `act == 'relu'` and `isinstance(m, nn.ReLU)` ask; `if self.relu:` is a mere switch. */
function asksForActivation(condition: Node): boolean {
  const questions = [condition, ...condition.descendantsOfType(['comparison_operator', 'call'])].filter(
    (node) =>
      node?.type === 'comparison_operator' || /^is(?:instance|subclass)$/.test(field(node, 'function')?.text ?? ''),
  );
  return questions.some((node) => node && mentionsActivation(node));
}

function mentionsActivation(node: Node): boolean {
  return node.descendantsOfType(['string', 'attribute']).some((found) => {
    const isOwn = found?.type === 'attribute' && field(found, 'object')?.text === 'self';
    return found?.type === 'string'
      ? namesActivation(found)
      : !isOwn && activationNamed(field(found, 'attribute')?.text ?? '') !== undefined;
  });
}

function namesActivation(node: Node | null): boolean {
  return activationNamed((stringValue(node) ?? '').replace(/^gated-/, '')) !== undefined;
}

/** relu(x) ** 2, torch.square(relu(x)), relu(x).pow(2), relu(x) * relu(x); or r = relu(x), of which only r * r is read. */
function isSquared(value: Node): boolean {
  const outer = outermost(value);
  return isSquareOf(outer) || isSquaredLater(outer);
}

function isSquaredLater(value: Node): boolean {
  const assignment = isField(value.parent, 'right', value) ? value.parent : null;
  const name = field(assignment, 'left');
  const body = assignment && enclosing(assignment, functions);
  if (assignment?.type !== 'assignment' || name?.type !== 'identifier' || !body) {
    return false;
  }
  const reads = body
    .descendantsOfType('identifier')
    .filter((node) => node?.text === name.text && !node.equals(name) && !isMember(node));
  return reads.length > 0 && reads.every((node) => node !== null && isSquareOf(outermost(node)));
}

/** `r` of `x.r` and of `f(r=1)` is another name. */
function isMember(node: Node): boolean {
  return (
    isField(node.parent, 'attribute', node) ||
    (node.parent?.type === 'keyword_argument' && isField(node.parent, 'name', node))
  );
}

function isSquareOf(outer: Node): boolean {
  const parent = outer.parent;
  if (parent?.type === 'binary_operator') {
    const operator = field(parent, 'operator')?.text;
    const [left, right] = [field(parent, 'left'), field(parent, 'right')];
    return (operator === '**' && right?.text === '2') || (operator === '*' && left?.text === right?.text);
  }
  if (parent?.type === 'attribute' && isField(parent, 'object', outer)) {
    return isSquaringCall(parent, 0);
  }
  return parent?.type === 'argument_list' && isSquaringCall(field(parent.parent, 'function'), 1);
}

function isSquaringCall(callee: Node | null, exponentAt: number): boolean {
  const name = callee?.type === 'attribute' ? field(callee, 'attribute')?.text : callee?.text;
  const exponent = parts(field(callee?.parent, 'arguments'))[exponentAt]?.text;
  return name === 'square' || name === 'square_' || ((name === 'pow' || name === 'pow_') && exponent === '2');
}

function isGate(value: Node): boolean {
  const outer = outermost(value);
  const parent = outer.parent;
  if (parent?.type !== 'binary_operator' || field(parent, 'operator')?.text !== '*') {
    return false;
  }
  const other = isField(parent, 'left', outer) ? field(parent, 'right') : field(parent, 'left');
  return other?.type === 'identifier' ? isInsideGlu(outer) : other?.type !== 'integer' && other?.type !== 'float';
}

/** class SwiGLU, def geglu: what its name says holds for one activation only. */
function isInsideGlu(node: Node): boolean {
  return [...ancestors(node)].some((each) => {
    return /^(?:class|function)_definition$/.test(each.type) && /glu$/i.test(field(each, 'name')?.text ?? '');
  });
}
