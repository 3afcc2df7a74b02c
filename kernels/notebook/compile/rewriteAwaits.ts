import type { Program } from 'acorn';
import type MagicString from 'magic-string';
import { helperName } from './helperName';
import { isFunction, walk } from './walk';

/**
 * What a cell waits for at its top level is held until it settles. A promise that nothing else refers to would be
 * collected together with the waiting cell, and V8 reports that from inside the collection, which ends the process.
 */
export function rewriteAwaits(program: Program, code: MagicString): void {
  walk(program, (node) => {
    if (isFunction(node)) return false;
    if (node.type === 'AwaitExpression') wrap(node.argument, 'hold', code);
    if (node.type === 'ForOfStatement' && node.await) wrap(node.right, 'holdEach', code);
    return true;
  });
}

function wrap({ start, end }: { start: number; end: number }, helper: string, code: MagicString): void {
  code.appendRight(start, `${helperName}.${helper}((`).appendLeft(end, '))');
}
