/** A notebook as the exporters see it: text and outputs, nothing of the editor. */
export interface NotebookContent {
  title: string;
  cells: readonly CellContent[];
}

export interface CellContent {
  kind: 'code' | 'markdown';
  language: string;
  source: string;
  outputs: readonly OutputContent[];
}

/** One output: what it offers, MIME type → text (binary types as base64). */
export type OutputContent = Readonly<Record<string, string>>;

export const errorMime = 'application/vnd.code.notebook.error';
export const stdoutMime = 'application/vnd.code.notebook.stdout';
export const stderrMime = 'application/vnd.code.notebook.stderr';
