import type { MimeBundle } from '../../lab/host';

/** What every tfjs tensor has, whichever copy of tfjs made it. */
interface TensorLike {
  shape: number[];
  dtype: string;
  size: number;
  isDisposed: boolean;
  data(): Promise<ArrayLike<number | string>>;
}

const shownValues = 8;

export function isTensor(value: unknown): value is TensorLike {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'dataId' in value && 'dtype' in value && 'isDisposed' in value && 'shape' in value && Array.isArray(value.shape)
  );
}

/** A card: shape, type, statistics and the first values. */
export async function tensorBundle(tensor: TensorLike): Promise<MimeBundle> {
  const title = `Tensor ${tensor.dtype} [${tensor.shape.join(', ')}]`;
  if (tensor.isDisposed) return { 'text/plain': `${title}, disposed` };
  const values = await tensor.data();
  const first = Array.from({ length: Math.min(shownValues, values.length) }, (_, index) => valueText(values[index]));
  const head = `${first.join(', ')}${values.length > shownValues ? ', …' : ''}`;
  const facts = tensor.dtype === 'string' ? [] : statistics(values as ArrayLike<number>);
  const plain = [title, ...facts.map(([name, value]) => `${name} ${value}`), `values ${head}`].join('\n  ');
  return { 'text/html': card(title, [...facts, ['values', head]]), 'text/plain': plain };
}

function statistics(values: ArrayLike<number>): [name: string, value: string][] {
  let [least, most, mean, squares, finite] = [Infinity, -Infinity, 0, 0, 0];
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    finite++;
    least = Math.min(least, value);
    most = Math.max(most, value);
    // Welford's step: sums of squares of large values would cancel.
    const difference = value - mean;
    mean += difference / finite;
    squares += difference * (value - mean);
  }
  const bad = values.length - finite;
  const facts: [string, string][] = finite
    ? [
        ['range', `${valueText(least)} … ${valueText(most)}`],
        ['mean ± sd', `${valueText(mean)} ± ${valueText(Math.sqrt(squares / finite))}`],
      ]
    : [];
  return bad > 0 ? [...facts, ['NaN or infinite', `${bad} of ${values.length}`]] : facts;
}

function valueText(value: number | string | undefined): string {
  return typeof value === 'number' ? String(Number(value.toPrecision(5))) : JSON.stringify(value ?? null);
}

/** Inherits the editor's colours: the same card must read well in light and dark. */
function card(title: string, facts: [name: string, value: string][]): string {
  const rows = facts.map(
    ([name, value]) =>
      `<tr><td style="opacity:.7;padding:0 1em 0 0;text-align:left">${escapeMarkup(name)}</td><td style="text-align:left">${escapeMarkup(value)}</td></tr>`,
  );
  return `<table style="border-collapse:collapse"><caption style="text-align:left;font-weight:600">${escapeMarkup(title)}</caption>${rows.join('')}</table>`;
}

function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
