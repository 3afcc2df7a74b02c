import ts from '@typescript/typescript6';
import type { Cell } from './cell';
import { type CellModule, hiddenLine, type Visible } from './cellModule';
import { type Declaration, declarationsOf } from './declarations';
import { earlierPartsOf, withEarlier } from './earlierParts';

/** The cells of one notebook as modules that see each other in the order of the notebook. */
export class NotebookModules {
  private modules: readonly CellModule[] = [];
  private readonly parsed = new Map<string, { text: string; declarations: readonly Declaration[] }>();
  private readonly fileNames = new Map<string, string>();
  private byFile = new Map<string, CellModule>();
  private changes = 0;

  /** @param prefix folder of the notebook and the beginning of its cells' file names: relative imports start there. */
  constructor(private readonly prefix: string) {}

  /** Takes the cells as they are now; says which of the modules are not what they were. */
  update(cells: readonly Cell[]): CellModule[] {
    const before = this.byFile;
    const visible = new Map<string, Visible>();
    this.modules = cells.map((cell) => {
      const module = this.moduleOf(cell, new Map(visible));
      for (const declaration of module.declarations) {
        visible.set(declaration.name, { declaration, uri: cell.uri, fileName: module.fileName });
      }
      return module;
    });
    this.byFile = new Map(this.modules.map((module) => [module.fileName, module]));
    this.forgetAllBut(new Set(cells.map(({ uri }) => uri)));
    return this.modules.filter((module) => before.get(module.fileName)?.version !== module.version);
  }

  all(): readonly CellModule[] {
    return this.modules;
  }

  ofFile(fileName: string): CellModule | undefined {
    return this.byFile.get(fileName);
  }

  ofCell(uri: string): CellModule | undefined {
    const fileName = this.fileNames.get(uri);
    return fileName === undefined ? undefined : this.byFile.get(fileName);
  }

  private moduleOf(cell: Cell, visible: ReadonlyMap<string, Visible>): CellModule {
    const fileName = this.fileNameOf(cell);
    const own = this.declarationsOf(cell, fileName);
    const parts = earlierPartsOf(own, visible);
    const declarations = withEarlier(own, parts);
    const hidden = hiddenLine(cell.text, declarations, visible, parts);
    const text = hidden + cell.text;
    const before = this.byFile.get(fileName);
    const version = before?.text === text ? before.version : String(++this.changes);
    return { uri: cell.uri, fileName, start: hidden.length, text, version, declarations, visible };
  }

  /** By the cell, not by its place: a cell inserted above changes no file's name. */
  private fileNameOf({ uri, languageId }: Cell): string {
    const extension = languageId === 'javascript' ? 'js' : 'ts';
    const known = this.fileNames.get(uri);
    if (known?.endsWith(`.${extension}`)) return known;
    const fileName = `${this.prefix}cell-${++this.changes}.${extension}`;
    this.fileNames.set(uri, fileName);
    return fileName;
  }

  private declarationsOf({ uri, text }: Cell, fileName: string): readonly Declaration[] {
    const known = this.parsed.get(uri);
    if (known?.text === text) return known.declarations;
    const declarations = declarationsOf(ts.createSourceFile(fileName, text, ts.ScriptTarget.ESNext));
    this.parsed.set(uri, { text, declarations });
    return declarations;
  }

  private forgetAllBut(uris: ReadonlySet<string>): void {
    for (const uri of this.fileNames.keys()) {
      if (uris.has(uri)) continue;
      this.fileNames.delete(uri);
      this.parsed.delete(uri);
    }
  }
}
