import { createHash } from 'node:crypto';

/** The folder of files that stand for cells; it never exists. */
export const cellFolder = 'activation-lab-cells';

/** The name of the file as which a debugger knows a cell. */
export function cellFile(cellId: string): string {
  return `${createHash('sha256').update(cellId).digest('hex').slice(0, 16)}.ts`;
}
