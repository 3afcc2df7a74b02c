import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { InstallFailure } from './installFailure';
import type { Program } from './runWatched';

const windows = process.platform === 'win32';

/** The first of `names` that stands in a folder of the PATH. */
export async function findOnPath(names: readonly string[], path = process.env.PATH ?? ''): Promise<string | undefined> {
  for (const folder of path.split(delimiter).filter(Boolean)) {
    for (const name of names) {
      const file = join(folder, name);
      const isProgram = await access(file, constants.X_OK).then(
        () => true,
        () => false,
      );
      if (isProgram) return file;
    }
  }
  return undefined;
}

export async function findNpm(path?: string): Promise<Program> {
  const npm = await findOnPath(windows ? ['npm.cmd', 'npm.exe'] : ['npm'], path);
  if (npm) return { command: windows ? `"${npm}"` : npm, args: [], shell: windows };
  throw new InstallFailure(
    "npm was not found on this editor's PATH: it downloads TensorFlow.",
    'Install Node.js from https://nodejs.org (npm comes with it), restart the editor, and run this again.',
  );
}

const howToGetCompiler: Partial<Record<NodeJS.Platform, string>> = {
  linux:
    'Install one (on Debian and Ubuntu: sudo apt install g++; on Fedora: sudo dnf install gcc-c++) and run this again.',
  darwin: 'Install Apple’s (xcode-select --install) and run this again.',
};

export async function findCompiler(path?: string): Promise<Program> {
  const chosen = process.env.CXX?.trim();
  const compiler = chosen || (await findOnPath(['c++', 'g++', 'clang++'], path));
  if (compiler) return { command: compiler, args: [] };
  throw new InstallFailure(
    'No C++ compiler was found (c++, g++ or clang++): it builds the binding between Node.js and TensorFlow.',
    howToGetCompiler[process.platform] ?? 'Install one and run this again.',
  );
}
