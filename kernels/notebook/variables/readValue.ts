import { types } from 'node:util';
import { isTensor } from '../display/tensor';
import type { VariableValues } from './report';

/** More than a figure can show, little enough for the wire. */
const mostValues = 1 << 18;
/** As text on the clipboard: what editors still take. */
const mostJson = 20_000_000;

export function isNumeric(value: unknown): boolean {
  if (types.isProxy(value)) return false;
  if (types.isTypedArray(value)) return true;
  return Array.isArray(value) && value.length > 0 && typeof value[0] === 'number';
}

/** The numbers of a variable, in their order. */
export async function readValues(value: unknown): Promise<VariableValues> {
  const { shape, numbers } = await numbersOf(value);
  const count = Math.min(mostValues, numbers.length);
  const values = Array.from({ length: count }, (_, index) => {
    const number = Number(numbers[index]);
    return Number.isFinite(number) ? number : null;
  });
  return { shape, values, size: numbers.length };
}

async function numbersOf(value: unknown): Promise<{ shape: number[]; numbers: ArrayLike<number | bigint> }> {
  if (isTensor(value)) {
    if (value.isDisposed) throw new Error('The tensor was disposed: its values are gone.');
    if (value.dtype === 'string') throw new Error('A tensor of strings has no numbers to plot.');
    return { shape: [...value.shape], numbers: (await value.data()) as ArrayLike<number> };
  }
  if (!isNumeric(value))
    throw new Error('It holds no numbers: tensors, typed arrays and arrays of numbers can be plotted.');
  const numbers = value as ArrayLike<number | bigint>;
  return { shape: [numbers.length], numbers };
}

/** What JSON keeps of a value: tensors become nested arrays, maps and sets arrays, and so do typed arrays. */
export async function valueAsJson(value: unknown): Promise<string> {
  const text = JSON.stringify(isTensor(value) ? await tensorArray(value) : value, withCollections, 2);
  if (text === undefined) throw new Error('JSON has no way to write it.');
  if (text.length > mostJson)
    throw new Error(`Its JSON has ${text.length} characters, more than a clipboard should hold.`);
  return text;
}

async function tensorArray(tensor: unknown): Promise<unknown> {
  return (tensor as { array(): Promise<unknown> }).array();
}

function withCollections(_: string, value: unknown): unknown {
  if (types.isTypedArray(value)) return Array.from(value as ArrayLike<number | bigint>, Number);
  if (value instanceof Map || value instanceof Set) return [...value];
  return typeof value === 'bigint' ? `${value}n` : value;
}
