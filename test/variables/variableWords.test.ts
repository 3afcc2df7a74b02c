import { describe, expect, it } from 'vitest';
import { bytesText, memoryText, rowText, tensorText } from '../../extension/variables/variableWords';

const common = { name: 'x', cell: 'Cell 1', preview: '', isNumeric: false };

describe('the words of the variables view', () => {
  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1536, '1.5 KB'],
    [1024 ** 2 * 312, '312 MB'],
    [1024 ** 3 * 2.345, '2.35 GB'],
  ])('writes %d bytes as %s', (bytes, text) => expect(bytesText(bytes)).toBe(text));

  it('tells of a tensor what it takes, of a value what it is', () => {
    const tensor = { ...common, type: 'Tensor2D', shape: [28, 28], dtype: 'float32', bytes: 3136, backend: 'wasm' };
    expect(rowText(tensor)).toBe('Tensor2D [28, 28] float32 · 3.06 KB · wasm');
    expect(rowText({ ...common, type: 'string[]', preview: '2 · "a", "b"' })).toBe('string[] · 2 · "a", "b"');
  });

  it('tells what the last cell left behind, and when that cannot be told', () => {
    const report = { variables: [], total: 0, heapBytes: 1024 };
    const tensors = { alive: 5, bytes: 2048, leaked: 0 };
    expect(tensorText(report)).toBeUndefined();
    expect(memoryText(report)).toBe('heap 1 KB');
    expect(memoryText({ ...report, tensors })).toBe('heap 1 KB · tensors 2 KB');
    expect(tensorText({ ...report, tensors })).toContain('5 tensors alive, 2 KB. The last cell left none behind');
    expect(tensorText({ ...report, tensors: { ...tensors, leaked: 1 } })).toContain('left 1 tensor that no variable');
    expect(tensorText({ ...report, tensors: { ...tensors, leaked: null } })).toContain('Too much is held');
  });
});
