/** A machine that a package is for, as the marketplace names it: 'linux-x64'. */
export interface Platform {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
}

/** Those for which npm has both esbuild's program and Dawn. */
const others = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'win32-x64', 'win32-arm64'] as const;

export const thisPlatform: Platform = { platform: process.platform, arch: process.arch };

export function targetOf({ platform, arch }: Platform): string {
  return `${platform}-${arch === 'arm' ? 'armhf' : arch}`;
}

/** The platform of a target; this machine's where none is named. */
export function platformOf(target?: string): Platform {
  if (target === undefined || target === targetOf(thisPlatform)) return thisPlatform;
  const known = others.find((name) => name === target);
  if (!known) throw new Error(`There is no package for "${target}": say ${others.join(', ')}.`);
  const [platform, arch] = known.split('-') as [NodeJS.Platform, string];
  return { platform, arch };
}
