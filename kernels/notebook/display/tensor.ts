import type { MimeBundle } from '../../lab/host';
import { cardHtml, cardText, type Fact } from './markup';
import { sparkline } from './sparkline';
import { headOf, statistics } from './statistics';

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
  const numbers = tensor.dtype === 'string' ? [] : (values as ArrayLike<number>);
  const facts: Fact[] = [...statistics(numbers), ['values', headOf(values)]];
  return { 'text/html': cardHtml(title, facts, sparkline(numbers)), 'text/plain': cardText(title, facts) };
}
