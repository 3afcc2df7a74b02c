import { join } from 'node:path';
import ts from '@typescript/typescript6';
import type { Cell } from './cell';
import type { CellModule } from './cellModule';
import { compilerOptionsFor } from './compilerOptions';
import { NotebookModules } from './notebookModules';

export interface NotebookServiceOptions {
  /** Folder of the notebook. */
  folder: string;
  /** The declarations that come with us; TypeScript's own are in its `typescript`. */
  typesFolder: string;
}

/** Files that several notebooks load are parsed once. */
const registry = ts.createDocumentRegistry(ts.sys.useCaseSensitiveFileNames);
let notebooks = 0;

/** TypeScript's language service over the cells of one notebook. */
export class NotebookService {
  readonly modules: NotebookModules;
  readonly service: ts.LanguageService;
  private readonly files = new Map<string, { text: string; modified: number }>();
  private changes = 0;

  constructor({ folder, typesFolder }: NotebookServiceOptions) {
    const base = folder.split('\\').join('/');
    this.modules = new NotebookModules(`${base}/.notebook-${++notebooks}-`);
    this.service = ts.createLanguageService(this.createHost(base, typesFolder), registry);
  }

  /** Takes the cells as they are now; says which modules changed. */
  update(cells: readonly Cell[]): CellModule[] {
    this.changes += 1;
    return this.modules.update(cells);
  }

  /** A file outside of the notebook was edited, added or deleted. */
  fileChanged(): void {
    this.changes += 1;
    this.files.clear();
    // Imports are looked for again, also those that were not found.
    this.service.cleanupSemanticCache();
  }

  dispose(): void {
    this.service.dispose();
  }

  private createHost(folder: string, typesFolder: string): ts.LanguageServiceHost {
    const options = compilerOptionsFor(folder, typesFolder);
    const cellText = (file: string) => this.modules.ofFile(file)?.text;
    return {
      getCompilationSettings: () => options,
      getScriptFileNames: () => this.modules.all().map(({ fileName }) => fileName),
      getScriptVersion: (file) => this.modules.ofFile(file)?.version ?? String(this.fileOf(file)?.modified ?? 0),
      getScriptSnapshot: (file) => {
        const text = cellText(file) ?? this.fileOf(file)?.text;
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getProjectVersion: () => String(this.changes),
      getCurrentDirectory: () => folder,
      getDefaultLibFileName: () => join(typesFolder, 'typescript/lib.esnext.d.ts'),
      fileExists: (file) => cellText(file) !== undefined || ts.sys.fileExists(file),
      readFile: (file) => cellText(file) ?? ts.sys.readFile(file),
      readDirectory: ts.sys.readDirectory,
      directoryExists: ts.sys.directoryExists,
      getDirectories: ts.sys.getDirectories,
      realpath: ts.sys.realpath,
      useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    };
  }

  /** A file of the disk, read once until something there changes. */
  private fileOf(file: string): { text: string; modified: number } | undefined {
    const known = this.files.get(file);
    if (known) return known;
    const text = ts.sys.readFile(file);
    if (text === undefined) return undefined;
    const read = { text, modified: ts.sys.getModifiedTime?.(file)?.getTime() ?? 0 };
    this.files.set(file, read);
    return read;
  }
}
