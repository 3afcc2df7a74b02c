import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { createPathsMatcher, getTsconfig, type TsConfigResult } from 'get-tsconfig';

/** What of a tsconfig changes how a file is transpiled; the rest is for type checkers. */
const transpiling = [
  'experimentalDecorators',
  'useDefineForClassFields',
  'target',
  'jsx',
  'jsxFactory',
  'jsxFragmentFactory',
  'jsxImportSource',
] as const;

interface Project {
  config: TsConfigResult;
  modified: number;
  candidates(specifier: string): string[];
}

const projects = new Map<string, Project | undefined>();

/** Where `paths` and `baseUrl` of the nearest tsconfig.json (or jsconfig.json) say that a module may lie. */
export function mappedPaths(specifier: string, fromFile: string): string[] {
  return projectOf(fromFile)?.candidates(specifier) ?? [];
}

/** The nearest configuration, as far as esbuild can follow it. */
export function transpileOptions(file: string): Record<string, unknown> {
  const all: Record<string, unknown> = { ...projectOf(file)?.config.config.compilerOptions };
  return Object.fromEntries(transpiling.filter((name) => all[name] !== undefined).map((name) => [name, all[name]]));
}

/** Configurations are read again when a cell runs, since people edit them while they work. */
export function forgetProjects(): void {
  for (const [folder, project] of projects) {
    if (!project || modifiedAt(project.config.path) !== project.modified) projects.delete(folder);
  }
}

function projectOf(file: string): Project | undefined {
  const folder = dirname(file);
  if (!projects.has(folder)) projects.set(folder, readProject(folder));
  return projects.get(folder);
}

/** A configuration that cannot be read is the editor's to complain of: the cell runs without it. */
function readProject(folder: string): Project | undefined {
  try {
    const config = getTsconfig(folder) ?? getTsconfig(folder, 'jsconfig.json');
    if (!config) return undefined;
    return { config, modified: modifiedAt(config.path), candidates: createPathsMatcher(config) ?? (() => []) };
  } catch {
    return undefined;
  }
}

function modifiedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
