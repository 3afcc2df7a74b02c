import type { MimeBundle } from '../../lab/host';
import { cardHtml, cardText, type Fact } from './markup';
import { sparkline } from './sparkline';
import { headOf, numberText, statistics } from './statistics';

/** What every tfjs tensor has, whichever copy of tfjs made it. */
interface TensorLike {
  shape: number[];
  dtype: string;
  size: number;
  isDisposed: boolean;
  data(): Promise<ArrayLike<number | string>>;
}

export function isTensor(value: unknown): value is TensorLike {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'dataId' in value && 'dtype' in value && 'isDisposed' in value && 'shape' in value && Array.isArray(value.shape)
  );
}

/** A card: shape, type, statistics, the values as a line and the first of them. */
export async function tensorBundle(tensor: TensorLike): Promise<MimeBundle> {
  const title = `Tensor ${tensor.dtype} [${tensor.shape.join(', ')}]`;
  if (tensor.isDisposed) return { 'text/plain': `${title}, disposed` };
  const values = await tensor.data();
  const { facts, figure } = contentOf(tensor.dtype, values);
  return { 'text/html': cardHtml(title, facts, figure), 'text/plain': cardText(title, facts) };
}

function contentOf(dtype: string, values: ArrayLike<number | string>): { facts: Fact[]; figure?: string } {
  if (dtype === 'string') return { facts: [['values', headOf(values)]] };
  const numbers = values as ArrayLike<number>;
  if (dtype === 'complex64') return { facts: [['values', headOf(complexTexts(numbers), String)]] };
  if (dtype === 'bool') return { facts: boolFacts(numbers) };
  if (numbers.length === 1 && Number.isFinite(numbers[0])) return { facts: [['value', headOf(numbers)]] };
  return { facts: [...statistics(numbers), ['values', headOf(numbers)]], figure: sparkline(numbers) };
}

function boolFacts(numbers: ArrayLike<number>): Fact[] {
  const isTrue = Array.from(numbers, (number) => number !== 0);
  const count = isTrue.filter(Boolean).length;
  return [
    ['true', `${count} of ${isTrue.length}`],
    ['values', headOf(isTrue.map(String), String)],
  ];
}

/** tfjs gives real and imaginary parts in turn. */
function complexTexts(numbers: ArrayLike<number>): string[] {
  return Array.from({ length: numbers.length / 2 }, (_, index) => {
    const [real = 0, imaginary = 0] = [numbers[2 * index], numbers[2 * index + 1]];
    return `${numberText(real)}${imaginary < 0 ? ' − ' : ' + '}${numberText(Math.abs(imaginary))}i`;
  });
}
