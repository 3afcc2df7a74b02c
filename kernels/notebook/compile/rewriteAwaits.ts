import type { AnyNode, Program } from 'acorn';
import type MagicString from 'magic-string';
import { helperName } from './helperName';
import { isFunction, walk } from './walk';

/**
 * What a cell waits for at its top level is held until it settles. A promise that nothing else refers to would be
 * collected together with the waiting cell, and V8 reports that from inside the collection, which ends the process.
 * What its functions wait for, they wait for as long as the cell has not been stopped.
 */
export function rewriteAwaits(program: Program, code: MagicString): void {
  rewrite(program, code, { value: `${helperName}.hold`, each: `${helperName}.holdEach` });
}

const inFunctions: Helpers = { value: portable('unlessStopped'), each: portable('eachUnlessStopped') };

interface Helpers {
  value: string;
  each: string;
}

function rewrite(root: AnyNode, code: MagicString, { value, each }: Helpers): void {
  walk(root, (node) => {
    if (node !== root && isFunction(node)) {
      rewrite(node, code, inFunctions);
      return false;
    }
    if (node.type === 'AwaitExpression') wrap(node.argument, value, code);
    if (node.type === 'ForOfStatement' && node.await) wrap(node.right, each, code);
    return true;
  });
}

/** The text of a function may be sent to where there is no kernel: a worker, or a page in a browser. */
function portable(helper: string): string {
  return `(typeof ${helperName}==="undefined"?(v)=>v:${helperName}.${helper})`;
}

function wrap({ start, end }: { start: number; end: number }, helper: string, code: MagicString): void {
  code.appendRight(start, `${helper}((`).appendLeft(end, '))');
}
