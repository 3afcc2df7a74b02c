import { describe, expect, it } from 'vitest';
import { chainAt, pieceAt } from '../../kernels/notebook/assist/expressionAt';
import { specifierBefore } from '../../kernels/notebook/assist/importNames';

/** The cursor stands at "|". */
function at(marked: string): [code: string, cursor: number] {
  const cursor = marked.indexOf('|');
  return [marked.slice(0, cursor) + marked.slice(cursor + 1), cursor];
}

describe('what is being typed', () => {
  it.each([
    ['al|', undefined, 'al'],
    ['const a = be|ta', undefined, 'be'],
    ['a.b.c|', 'a.b', 'c'],
    ['a?.b|', 'a', 'b'],
    ['f(x, list[0].|', 'list[0]', ''],
    ['table["key"].na|', 'table["key"]', 'na'],
    ['`${inner.pa|', 'inner', 'pa'],
    ['"text".to|', '"text"', 'to'],
    ['(a + b).to|', '(a + b)', 'to'],
    ['this.x|', 'this', 'x'],
    ['x = /re/.so|', '/re/', 'so'],
    ['@decorated\nclass A {}\nvalue.me|', 'value', 'me'],
  ])('%s', (marked, object, prefix) => {
    expect(pieceAt(...at(marked))).toMatchObject({ object, prefix });
  });

  it.each(['// a comment|', '"in a string|', '1.5|', 'f().x|', 'new A().x|', 'a.b().c|', 'make`x`.y|'])(
    'is nothing that may be evaluated: %s',
    (marked) => {
      expect(pieceAt(...at(marked))).toBeUndefined();
    },
  );

  it('is the whole chain for hover', () => {
    expect(chainAt(...at('first.sec|ond.third'))).toBe('first.second');
    expect(chainAt(...at('a + |'))).toBeUndefined();
  });

  it.each([
    ["import { x } from 'no|", 'no'],
    ["await import('./a|", './a'],
    ['require("|', ''],
    ["const from = 'x|", undefined],
  ])('is a module: %s', (marked, specifier) => {
    expect(specifierBefore(...at(marked))).toBe(specifier);
  });
});
