import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import type { Hinted } from '../errors/cellError';
import { showAt } from '../errors/stackTrace';
import { isPackageFile, isPath } from './localFiles';
import { nearest } from './nearest';
import { packageName } from './packageNeeds';

/** A module that the cell asks for and that is not there: which one, and how to get it. */
class MissingModuleError extends Error implements Hinted {
  override readonly name = 'MissingModuleError';

  constructor(
    message: string,
    readonly hint: string,
  ) {
    super(message);
  }
}

export class MissingExportError extends Error implements Hinted {
  override readonly name = 'MissingExportError';
  readonly hint: string;

  constructor(specifier: string, wanted: string, exported: string[], site: Error) {
    super(`The module "${specifier}" has no export named "${wanted}".`);
    const close = nearest(wanted, exported);
    const some = exported.filter((name) => name !== 'default').slice(0, 12);
    this.hint = close ? `Did you mean "${close}"?` : `It exports: ${some.join(', ') || 'nothing by name'}.`;
    showAt(this, site);
  }
}

/** Puts "not found" into words; every other failure of an import is the module's own and passes through. */
export function explainImportFailure(error: unknown, notebookPath: string, site: Error): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  if (error.code === 'ERR_UNSUPPORTED_DIR_IMPORT') return showAt(folderInsteadOfFile(error), site);
  if (error.code !== 'ERR_MODULE_NOT_FOUND' && error.code !== 'MODULE_NOT_FOUND') return error;
  const said =
    /^Cannot find (?:package|module) '([^']+)'(?: imported from ([^\n]+)|\nRequire stack:\n- ([^\n]+))?/.exec(
      error.message,
    );
  if (!said?.[1]) return error;
  const importer = said[2] ?? said[3] ?? notebookPath;
  const missing = isPath(said[1])
    ? missingFile(resolve(dirname(importer), said[1]), importer)
    : missingPackage(packageName(said[1]), importer, notebookPath);
  return missing ? showAt(missing, site) : error;
}

function missingPackage(name: string, importer: string, notebookPath: string): Error {
  const folder = dirname(notebookPath);
  const by = importer === notebookPath ? '' : ` (imported by ${importer})`;
  return new MissingModuleError(
    `Cannot find the package "${name}" from ${folder}${by}.`,
    `Install it in the notebook's folder and run the cell again:\n  cd ${quoted(folder)} && npm install ${name}`,
  );
}

/** A missing file inside an installed package is the package's own trouble: undefined. */
function missingFile(path: string, importer: string): Error | undefined {
  if (isPackageFile(path)) return undefined;
  const folder = dirname(path);
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => !/^(\.|node_modules$)/.test(name)) : [];
  const close = nearest(basename(path), files) ?? nearest(basename(path), files.map(withoutExtension));
  const hint = close
    ? `Did you mean "./${join(relative(dirname(importer), folder), close).replaceAll('\\', '/')}"?`
    : `The folder ${folder} ${contentOf(files)}.`;
  return new MissingModuleError(`Cannot find the file "${path}", imported by ${importer}.`, hint);
}

function folderInsteadOfFile(error: Error): Error {
  const folder = /'([^']+)'/.exec(error.message)?.[1] ?? 'The folder';
  return new MissingModuleError(`"${folder}" is a folder without an index file.`, 'Import one of its files by name.');
}

function contentOf(files: string[]): string {
  return files.length === 0 ? 'is empty or does not exist' : `has ${files.slice(0, 8).join(', ')}`;
}

function withoutExtension(file: string): string {
  return file.replace(/\.[^.]+$/, '');
}

function quoted(path: string): string {
  return /^[\w./\\:-]+$/.test(path) ? path : `"${path}"`;
}
