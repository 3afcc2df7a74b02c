import type { Graph, Node } from './graph';

/** Every node that the roots need, arguments first. */
export function nodesOf(roots: readonly Node[]): Node[] {
  const seen = new Set<Node>();
  const visit = (node: Node): void => {
    if (seen.has(node)) return;
    node.args.forEach(visit);
    seen.add(node);
  };
  roots.forEach(visit);
  return [...seen];
}

/** The same values by fewer instructions. */
export function optimize(graph: Graph, roots: readonly Node[]): Node[] {
  return shareReciprocals(graph, shareDenominators(graph, shareExponentials(graph, maskProducts(graph, roots))));
}

const masks: ReadonlySet<Node['operation']> = new Set([
  ...(['equal', 'notEqual', 'less', 'greater', 'integerEqual', 'integerGreater'] as const),
]);

/** A factor that is 1 in some lanes and 0 in the others only takes those away. */
function maskProducts(graph: Graph, roots: readonly Node[]): Node[] {
  const one = graph.number(1);
  const maskOf = ({ operation, args }: Node) =>
    operation === 'and' && args.includes(one) ? args.find((arg) => masks.has(arg.operation)) : undefined;
  return rewrite(graph, roots, ({ operation, args: [a, b] }) => {
    if (operation !== 'mul' || !a || !b) return undefined;
    const [left, right] = [maskOf(a), maskOf(b)];
    if (right) return graph.and(a, right);
    return left && graph.and(b, left);
  });
}

/** Where a program needs e^z and e^z − 1, both take what the first is made of: it is the more exact one. */
function shareExponentials(graph: Graph, roots: readonly Node[]): Node[] {
  const fractions = new Map<Node, Node>();
  for (const { operation, args } of nodesOf(roots)) {
    const [scale, fraction, more] = args;
    if (operation === 'mulAdd' && scale && fraction && scale === more) fractions.set(scale, fraction);
  }
  return rewrite(graph, roots, ({ operation, args }) => {
    const [scale, , less] = args;
    const fraction = operation === 'mulAdd' && scale && fractions.get(scale);
    return fraction && less === graph.sub(scale, 1) ? graph.mulAdd(scale, fraction, less) : undefined;
  });
}

/** tanh divides by (e^z − 1) + 2 and σ by e^z + 1: where both occur, one sum serves both. */
function shareDenominators(graph: Graph, roots: readonly Node[]): Node[] {
  const needed = new Set(nodesOf(roots));
  return rewrite(graph, roots, (node) => {
    const two = graph.number(2);
    const m = node.operation === 'add' && node.args.includes(two) ? node.args.find((arg) => arg !== two) : undefined;
    const [scale, p, less] = m?.operation === 'mulAdd' ? m.args : [];
    if (!scale || !p || less !== graph.sub(scale, 1)) return undefined;
    const sum = graph.add(graph.mulAdd(scale, p, scale), 1);
    return needed.has(sum) ? sum : undefined;
  });
}

/** Two quotients of one denominator, or one before the loop, are products with its reciprocal. */
function shareReciprocals(graph: Graph, roots: readonly Node[]): Node[] {
  const counts = new Map<Node, number>();
  for (const { operation, args } of nodesOf(roots)) {
    const [, denominator] = operation === 'div' ? args : [];
    if (denominator) counts.set(denominator, (counts.get(denominator) ?? 0) + 1);
  }
  return rewrite(graph, roots, (node) => {
    const [numerator, denominator] = node.operation === 'div' ? node.args : [];
    if (!numerator || !denominator || numerator === graph.number(1)) return undefined;
    const isShared = (counts.get(denominator) ?? 0) > 1 || !denominator.varies;
    return isShared ? graph.mul(numerator, graph.div(1, denominator)) : undefined;
  });
}

/** The same of another vector of the tensors. */
export function forVector(graph: Graph, roots: readonly Node[], vector: number): Node[] {
  return rewrite(graph, roots, ({ operation }) =>
    operation === 'x' || operation === 'dy' ? graph.node(operation, [], vector) : undefined,
  );
}

function rewrite(graph: Graph, roots: readonly Node[], replacementOf: (node: Node) => Node | undefined): Node[] {
  const rewritten = new Map<Node, Node>();
  const resolve = (node: Node): Node => {
    const known = rewritten.get(node);
    if (known) return known;
    const { operation, args, immediate } = replacementOf(node) ?? node;
    const result = graph.node(operation, args.map(resolve), immediate);
    rewritten.set(node, result);
    return result;
  };
  return roots.map(resolve);
}
