import { existsSync } from 'node:fs';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { kernelspec } from '../notebook/kernelspec';
import { kernelsFolder, type Place } from './jupyterFolders';

const logos = ['logo-32x32.png', 'logo-64x64.png', 'logo-svg.svg'];

export interface InstallOptions {
  place: Place;
  /** The folder of this package: `dist/cli` and `media` stand in it. */
  packageFolder: string;
}

/** Makes the kernel known to Jupyter; resolves with the folder that was written. */
export async function installKernelspec({ place, packageFolder }: InstallOptions): Promise<string> {
  const program = join(packageFolder, 'dist', 'cli', 'activation-lab.cjs');
  if (!existsSync(program))
    throw new Error(`The kernel's program is missing: ${program}. Build it with "npm run build".`);
  const folder = join(kernelsFolder(place), kernelspec.name);
  await mkdir(folder, { recursive: true });
  for (const logo of logos) await copyFile(join(packageFolder, 'media', 'kernelspec', logo), join(folder, logo));
  await writeFile(join(folder, 'kernel.json'), `${JSON.stringify(kernelJson(program), undefined, 2)}\n`);
  return folder;
}

/** Interrupts come as messages: signals would end a kernel on Windows. */
function kernelJson(program: string): object {
  const { executable, environment } = nodeProgram();
  return {
    argv: [executable, program, 'kernel', '{connection_file}'],
    display_name: kernelspec.display_name,
    language: kernelspec.language,
    interrupt_mode: 'message',
    metadata: { debugger: false },
    ...(environment && { env: environment }),
  };
}

/** This Node; inside an editor's own program the one on the PATH, and without one the editor's, told to be a Node. */
function nodeProgram(): { executable: string; environment?: Record<string, string> } {
  if (!process.versions.electron) return { executable: process.execPath };
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const found = folders.map((folder) => join(folder, name)).find(existsSync);
  if (found) return { executable: found };
  return { executable: process.execPath, environment: { ELECTRON_RUN_AS_NODE: '1' } };
}
