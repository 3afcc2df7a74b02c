import type { Declaration } from './declarations';
import { type EarlierPart, importOfPart, textOfPart } from './earlierParts';

/**
 * A cell as TypeScript sees it: an ES module whose first line, which nobody sees, imports what the cell uses of earlier
 * cells and exports what it declares. Every position is therefore that of the cell plus the length of this line.
 */
export interface CellModule {
  readonly uri: string;
  readonly fileName: string;
  /** Length of the hidden line. */
  readonly start: number;
  readonly text: string;
  /** Changes whenever the text does. */
  readonly version: string;
  readonly declarations: readonly Declaration[];
  /** What earlier cells declare, whether this one uses it or not: the last declaration of each name. */
  readonly visible: ReadonlyMap<string, Visible>;
}

export interface Visible {
  readonly declaration: Declaration;
  readonly uri: string;
  readonly fileName: string;
}

/** The hidden line. Only what the cell mentions is imported: a name added in cell 1 leaves 150 other files as they are. */
export function hiddenLine(
  text: string,
  declarations: readonly Declaration[],
  visible: ReadonlyMap<string, Visible>,
  parts: readonly EarlierPart[],
): string {
  const own = new Set(declarations.map(({ name }) => name));
  const imports = new Map<string, string[]>();
  const add = (file: string, name: string) => imports.set(file, [...(imports.get(file) ?? []), name]);
  for (const name of mentionsOf(text)) {
    const known = own.has(name) ? undefined : visible.get(name);
    if (known) add(known.fileName, name);
  }
  for (const part of parts) add(part.fileName, importOfPart(part));
  const importing = [...imports].map(
    ([file, names]) => `import { ${names.join(', ')} } from ${JSON.stringify(specifierOf(file))};`,
  );
  const exporting = [...new Set(declarations.filter(({ exported }) => !exported).map(({ name }) => name))];
  return `${importing.join(' ')} export { ${exporting.join(', ')} }; ${parts.map(textOfPart).join(' ')}\n`;
}

/** Cells of a notebook lie in one folder. */
function specifierOf(fileName: string): string {
  return `./${fileName.slice(fileName.lastIndexOf('/') + 1)}`;
}

/** Every word of the text once: too many (properties, strings) cost an unused import, too few would lose a name. */
function mentionsOf(text: string): Set<string> {
  return new Set(text.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu));
}
