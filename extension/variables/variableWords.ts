import type { Variable, VariablesReport } from '../../kernels/notebook/variables/report';

const units = ['B', 'KB', 'MB', 'GB', 'TB'];

/** "3.14 MB": three significant digits. */
export function bytesText(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log(bytes) / Math.log(1024)));
  const value = bytes / 1024 ** power;
  return `${value >= 1000 ? Math.round(value) : Number(value.toPrecision(3))} ${units[power]}`;
}

/** What stands behind a variable's name: "Tensor2D [28, 28] float32 · 3.06 KB · wasm". */
export function rowText({ type, shape, dtype, bytes, backend, preview }: Variable): string {
  const isTensor = dtype !== undefined;
  const typed = isTensor || bytes !== undefined ? [type, shape && `[${shape.join(', ')}]`, dtype] : [type];
  const parts = [typed.filter(Boolean).join(' '), bytes === undefined ? '' : bytesText(bytes), backend, preview];
  return parts.filter(Boolean).join(' · ');
}

/** "heap 41.2 MB · tensors 3.1 MB". */
export function memoryText({ heapBytes, tensors }: VariablesReport): string {
  const held = tensors ? ` · tensors ${bytesText(tensors.bytes)}` : '';
  return `heap ${bytesText(heapBytes)}${held}`;
}

/** What the view says above its rows; nothing before tfjs is used. */
export function tensorText({ tensors }: VariablesReport): string | undefined {
  if (!tensors) return undefined;
  const { alive, bytes, leaked } = tensors;
  const all = `${count(alive, 'tensor')} alive, ${bytesText(bytes)}.`;
  if (leaked === null) return `${all} Too much is held to tell what the last cell left behind.`;
  if (leaked === 0) return `${all} The last cell left none behind.`;
  return `${all} The last cell left ${count(leaked, 'tensor')} that no variable holds: wrap it in tf.tidy or dispose them.`;
}

function count(number: number, thing: string): string {
  return `${number.toLocaleString('en')} ${thing}${number === 1 ? '' : 's'}`;
}
