/** The last release, and the only one that is tested here. */
export const tfjsVersion = '4.22.0';

/** tfjs's packages that compute with TensorFlow itself: one program under two names, the better one first. */
export const packageNames = ['@tensorflow/tfjs-node-gpu', '@tensorflow/tfjs-node'] as const;
export type PackageName = (typeof packageNames)[number];

/** Where the package lies in a folder that npm has filled. */
export function packageFolder(name: PackageName): string[] {
  return ['node_modules', ...name.split('/')];
}
