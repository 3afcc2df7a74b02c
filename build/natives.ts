import { existsSync } from 'node:fs';
import { chmod, copyFile, cp, mkdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { extract } from 'tar';
import { dawnFolder } from './dawnFolder';
import { runNpm } from './npm.mjs';
import { type Platform, targetOf, thisPlatform } from './platform';
import { inProject } from './projectPaths';

const require = createRequire(inProject('package.json'));

/** What of the kernel is built for one kind of machine: esbuild's program, and Dawn, by which WebGPU reaches a GPU. */
export async function copyNatives(outDir: string, platform: Platform): Promise<void> {
  await Promise.all([copyEsbuild(outDir, platform), copyDawn(outDir, platform)]);
}

/** The native program alone: its JavaScript is bundled into startKernel.cjs. */
async function copyEsbuild(outDir: string, platform: Platform): Promise<void> {
  const names = { windows: 'esbuild.exe', others: 'bin/esbuild' };
  const program = platform.platform === 'win32' ? names.windows : names.others;
  for (const name of Object.values(names)) await rm(join(outDir, basename(name)), { force: true });
  const target = join(outDir, basename(program));
  await copyFile(join(await esbuildPackage(platform), program), target);
  await chmod(target, 0o755);
}

/** npm installs the package for this machine; one for another is fetched into the project's cache. */
async function esbuildPackage(platform: Platform): Promise<string> {
  const name = `@esbuild/${platform.platform}-${platform.arch}`;
  const manifest = require.resolve('esbuild/package.json');
  if (platform === thisPlatform) return join(createRequire(manifest).resolve(`${name}/package.json`), '..');
  const { version } = require(manifest) as { version: string };
  const folder = inProject('.cache', 'esbuild', `${targetOf(platform)}-${version}`);
  if (existsSync(join(folder, 'package'))) return join(folder, 'package');
  await mkdir(folder, { recursive: true });
  await runNpm(`Fetching esbuild for ${targetOf(platform)}`, ['pack', `${name}@${version}`], folder);
  const file = join(folder, `esbuild-${platform.platform}-${platform.arch}-${version}.tgz`);
  await extract({ file, cwd: folder });
  return join(folder, 'package');
}

/** With the licences that it asks to keep; not where it is not built for the platform. */
async function copyDawn(outDir: string, { platform, arch }: Platform): Promise<void> {
  const source = dawnFolder(platform, arch);
  const target = join(outDir, 'dawn');
  await rm(target, { recursive: true, force: true });
  if (!existsSync(source)) return;
  await cp(source, target, { recursive: true });
  await copyFile(require.resolve('webgpu/LICENSE.md'), join(target, 'LICENSE.md'));
}
