import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { describeEnd } from '../ownedProcess';
import { inProject } from '../projectPaths';
import { runProgram } from '../runTool';
import { hasDisplay, type Way } from './way';

/** The user's own VS Code: a second window that loads the extension from this folder. */
export const installedEditor: Way = {
  name: 'desktop',

  async unsuitable() {
    if (!findCode()) return 'there is no "code" on the PATH';
    // This "code" talks to a window elsewhere and would drop the extension without a word.
    if (process.env.VSCODE_IPC_HOOK_CLI || process.env.WSL_DISTRO_NAME) return '"code" here belongs to a remote window';
    if (!hasDisplay()) return 'there is no display';
    return undefined;
  },

  async open({ folder, notebook }) {
    const code = findCode() ?? 'code';
    await askCode(code, ['--version']);
    await askCode(code, ['--new-window', `--extensionDevelopmentPath=${inProject()}`, folder, notebook]);
    console.log('VS Code is open, with the extension loaded from this folder. Nothing keeps running here.');
  },
};

async function askCode(code: string, args: readonly string[]): Promise<void> {
  // Windows has code.cmd, which needs a shell, and a shell needs the quotes.
  const shell = process.platform === 'win32';
  const quoted = shell ? args.map((arg) => `"${arg}"`) : args;
  const { end, output } = await runProgram(shell ? `"${code}"` : code, quoted, { shell });
  if (end.code !== 0)
    throw new Error(`code ${args[0]} ${describeEnd(end)}. ${output.trim().split('\n').slice(-3).join(' ')}`);
}

function findCode(): string | undefined {
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return folders.map((folder) => path.join(folder, name)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
