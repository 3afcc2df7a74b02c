import { downloadAndUnzipVSCode, SilentReporter } from '@vscode/test-electron';
import { beginStep } from '../progress.mjs';
import { inCache } from '../projectPaths';
import { messageOf } from '../runCommand';
import { editorRelease } from './editorRelease';

/** VS Code for the desktop in the cache, fetched by @vscode/test-electron; a version kept there needs no network. */
export async function fetchDesktopEditor(): Promise<string> {
  const step = beginStep(`Fetching VS Code ${editorRelease.vscode}`);
  try {
    const executable = await downloadAndUnzipVSCode({
      version: editorRelease.vscode,
      cachePath: inCache('desktop'),
      reporter: new SilentReporter(),
    });
    step.done();
    return executable;
  } catch (error) {
    step.fail();
    throw new Error(`VS Code ${editorRelease.vscode} could not be downloaded: ${messageOf(error)}`);
  }
}

/** Electron's own sandbox cannot start as root, which is what one is in most containers. */
export const desktopArguments = [
  ...['--disable-workspace-trust', '--skip-welcome', '--skip-release-notes', '--disable-updates'],
  ...(process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : []),
];
