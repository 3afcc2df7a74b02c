import { builtinModules } from 'node:module';
import type { Command } from 'vscode-languageserver';
import type { Place } from '../place';

/** The editor's command that installs a package beside a notebook: (package, cell's URI). */
export const installPackage = 'activationLab.installPackage';

/** "Cannot find module 'x'", of an import with names and of one without. */
const moduleNotFound = [2307, 2882];

/** What would make an unknown import known; none for a path, whose file only its author can write. */
export function installCommandFor({ module, position }: Place, end: number, code: number): Command | undefined {
  if (!moduleNotFound.includes(code)) return undefined;
  const name = packageOf(module.text.slice(position, end).replace(/^['"]|['"]$/g, ''));
  if (!name) return undefined;
  return { title: `Install "${name}" beside the notebook`, command: installPackage, arguments: [name, module.uri] };
}

/** '@scope/name/sub' belongs to '@scope/name'. Nothing that npm would not take as a name. */
export function packageOf(specifier: string): string | undefined {
  const name = /^(@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*(?=\/|$)/.exec(specifier)?.[0];
  return name && !builtinModules.includes(name) ? name : undefined;
}
