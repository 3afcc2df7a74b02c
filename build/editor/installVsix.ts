import { runProgram } from '../runTool';
import type { EditorProfile } from './editorProfile';
import { installEditorServer } from './installEditorServer';
import { isolatedEnvironment } from './isolatedEnvironment';

/** Installs a packaged extension as a user would; rejects with the editor's own words. */
export async function installVsix(profile: EditorProfile, vsix: string): Promise<void> {
  const { node, serverMain } = await installEditorServer();
  const { end, output } = await runProgram(
    node,
    [
      ...[serverMain, '--install-extension', vsix, '--accept-server-license-terms'],
      ...['--extensions-dir', profile.extensions, '--user-data-dir', profile.userData],
      ...['--server-data-dir', profile.serverData],
    ],
    { env: { ...process.env, ...isolatedEnvironment(profile) } },
  );
  if (end.code !== 0) throw new Error(`${vsix} could not be installed:\n${output}`);
}
