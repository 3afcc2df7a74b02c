import { readFileSync } from 'node:fs';
import { createVSIX } from '@vscode/vsce';
import { inProject, projectRoot } from './projectPaths';

/** Packages what is built as a .vsix for this machine's platform, whose esbuild it carries; resolves with the file. */
export async function createPackage(): Promise<string> {
  const { name, version } = JSON.parse(readFileSync(inProject('package.json'), 'utf8')) as Record<string, string>;
  const target = targetOf(process.platform, process.arch);
  const file = inProject(`${name}-${version}-${target}.vsix`);
  // Everything that runs is bundled in dist: node_modules stay out.
  await createVSIX({ cwd: projectRoot, packagePath: file, target, dependencies: false });
  return file;
}

/** The marketplace's name of a platform. */
export function targetOf(platform: NodeJS.Platform, arch: string): string {
  return `${platform}-${arch === 'arm' ? 'armhf' : arch}`;
}
