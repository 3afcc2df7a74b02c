/** What Node's module hooks ask of the kernel: in its own thread, or from the thread that Node 20 keeps for hooks. */
export type HookQuestion =
  | { kind: 'resolve'; specifier: string; parent?: string }
  | { kind: 'load'; url: string; json: boolean };

export interface HookAnswer {
  url: string;
  format?: string;
  source?: string;
}

/** An import on behalf of the notebook: a cell is no file that Node could resolve from. */
export interface CellImport {
  specifier: string;
  parent: string;
}

const cellScheme = 'activation-lab-import:';

export function cellImportUrl(request: CellImport): string {
  return cellScheme + encodeURIComponent(JSON.stringify(request));
}

export function readCellImport(specifier: string): CellImport | undefined {
  if (!specifier.startsWith(cellScheme)) return undefined;
  return JSON.parse(decodeURIComponent(specifier.slice(cellScheme.length))) as CellImport;
}

/** Whether loading a URL is ours: shared and versioned modules, and JSON, which Node takes with an attribute only. */
export function isOurs(url: string): boolean {
  return url.startsWith('activation-lab:') || url.includes('?version=') || url.endsWith('.json');
}
