import { createRequire } from 'node:module';
import path from 'node:path';
import { inProject } from './projectPaths';

/** Dawn's files for a platform, in the `webgpu` package; it has none for some. */
export function dawnFolder(platform: NodeJS.Platform, arch: string): string {
  const root = path.dirname(createRequire(inProject('package.json')).resolve('webgpu/package.json'));
  return path.join(root, 'dist', `${platform}-${platform === 'darwin' ? 'universal' : arch}`);
}
