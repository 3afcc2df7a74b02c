import { cellFile, cellFolder } from '../../kernels/notebook/debug/cellFile';

/** A cell as the editor names it. */
export interface DebuggedCell {
  uri: string;
  /** "Cell 3" */
  title: string;
}

interface Source {
  path?: string;
  name?: string;
  sourceReference?: number;
}

const cellPath = new RegExp(`${cellFolder}[\\\\/]([0-9a-f]{16}\\.ts)$`);

/**
 * The debugger knows cells as files, the editor by their own addresses: rewrites the debug adapter's messages in place,
 * which is how a tracker can change what passes.
 */
export class CellSources {
  /** @param folder where the debugger believes the files to be */
  constructor(
    private readonly folder: string,
    private readonly cells: () => readonly DebuggedCell[],
  ) {}

  /** Editor → debugger. */
  toFiles(message: unknown, join: (folder: string, file: string) => string): void {
    visitSources(message, (source) => {
      const cell = this.cells().find(({ uri }) => uri === source.path);
      if (cell) source.path = join(this.folder, cellFile(cell.uri));
    });
  }

  /** Debugger → editor. */
  toCells(message: unknown): void {
    visitSources(message, (source) => {
      const file = cellPath.exec(source.path ?? '')?.[1];
      const cell = this.cells().find(({ uri }) => cellFile(uri) === file);
      if (!cell) return;
      source.path = cell.uri;
      source.name = cell.title;
      // Set since there is no such file: the editor would ask the debugger for a text that it has itself.
      delete source.sourceReference;
    });
  }
}

/** Every `source` of a message, at whatever depth: of stack frames, breakpoints, loaded scripts and output. */
function visitSources(value: unknown, visit: (source: Source) => void): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    if (key === 'source' && typeof part === 'object' && part !== null) visit(part);
    visitSources(part, visit);
  }
}
