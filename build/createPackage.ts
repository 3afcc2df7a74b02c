import { existsSync, readFileSync } from 'node:fs';
import { createVSIX } from '@vscode/vsce';
import { copyNatives } from './natives';
import { type Platform, targetOf, thisPlatform } from './platform';
import { inProject, projectRoot } from './projectPaths';

const kernel = inProject('dist', 'kernel');

/** Packages what is built as a .vsix for one kind of machine, whose esbuild and Dawn it carries; resolves with the file. */
export async function createPackage(platform: Platform = thisPlatform): Promise<string> {
  if (platform === thisPlatform) return pack(platform);
  await copyNatives(kernel, platform);
  try {
    return await pack(platform);
  } finally {
    await copyNatives(kernel, thisPlatform);
  }
}

async function pack(platform: Platform): Promise<string> {
  const { name, version } = JSON.parse(readFileSync(inProject('package.json'), 'utf8')) as Record<string, string>;
  const target = targetOf(platform);
  const file = inProject(`${name}-${version}-${target}.vsix`);
  if (!existsSync(inProject('dist', 'kernel', 'dawn'))) {
    console.log(
      `Dawn is not built for ${target}: this package reaches a GPU only with "npm install webgpu" or TensorFlow.`,
    );
  }
  // Everything that runs is bundled in dist: node_modules stay out.
  await createVSIX({ cwd: projectRoot, packagePath: file, target, dependencies: false });
  return file;
}
