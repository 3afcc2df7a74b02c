import { describe, expect, it } from 'vitest';
import { decodeMessage, encodeMessage, type Message, newHeader } from '../../kernels/jupyter/message';
import { Signer } from '../../kernels/jupyter/signer';
import { toCharacters, toUtf16 } from '../../kernels/jupyter/textOffset';

const signer = new Signer('key', 'sha256');
const message: Message = {
  identities: [Buffer.from([0, 1])],
  header: newHeader('execute_request', 's'),
  parent: {},
  metadata: { a: 1 },
  content: { code: 'é' },
  buffers: [Buffer.from([9])],
};

describe('messages of Jupyter', () => {
  it('arrive as they were sent', () => {
    expect(decodeMessage(encodeMessage(message, signer), signer)).toEqual(message);
  });

  it('are signed with HMAC-SHA256 over header, parent, metadata and content', () => {
    // The example of RFC 4231, test case 2: key "Jefe".
    const known = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
    expect(
      new Signer('Jefe', 'sha256').sign(['what do ya want ', 'for nothing?'].map((part) => Buffer.from(part))),
    ).toBe(known);
    expect(new Signer('', 'sha256').sign([Buffer.from('x')])).toBe('');
  });

  it('are refused when a byte was changed, a part is missing, or a part is no object', () => {
    const parts = encodeMessage(message, signer);
    for (let index = 2; index < 7; index++) {
      const changed = parts.map((part, at) => (at === index ? Buffer.from('{"b":2}') : part));
      expect(() => decodeMessage(changed, signer)).toThrow('signature');
    }
    expect(() => decodeMessage(parts.slice(0, 5), signer)).toThrow('no Jupyter message');
    expect(() => decodeMessage([], signer)).toThrow('no Jupyter message');
    expect(() => decodeMessage(parts, new Signer('other', 'sha256'))).toThrow('signature');
    const list = { ...message, content: [] as never };
    expect(() => decodeMessage(encodeMessage(list, signer), signer)).toThrow('no JSON object');
    const headless = { ...message, header: {} as never };
    expect(() => decodeMessage(encodeMessage(headless, signer), signer)).toThrow('type or id');
  });
});

describe('offsets', () => {
  it('count characters there and UTF-16 units here', () => {
    expect(toUtf16('a😀b', 2)).toBe(3);
    expect(toCharacters('a😀b', 3)).toBe(2);
    expect(toUtf16('ab', 9)).toBe(2);
  });
});
