import { desktopArguments, fetchDesktopEditor } from '../editor/desktopEditor';
import { createProfile } from '../editor/editorProfile';
import { quietSettings } from '../editor/quietSettings';
import { describeEnd, startProcess } from '../ownedProcess';
import { inProject, profileFolder } from '../projectPaths';
import { hasDisplay, type Way } from './way';

/** VS Code for the desktop, fetched once, with a profile of its own that is kept. */
export const downloadedEditor: Way = {
  name: 'test-electron',

  async unsuitable() {
    return hasDisplay() ? undefined : 'there is no display';
  },

  async open({ folder, notebook }) {
    const executable = await fetchDesktopEditor();
    const profile = await createProfile(profileFolder('desktop'), quietSettings);
    const editor = startProcess(
      executable,
      [
        ...[...desktopArguments, `--extensionDevelopmentPath=${inProject()}`, '--new-window', folder, notebook],
        ...[`--user-data-dir=${profile.userData}`, `--extensions-dir=${profile.extensions}`],
      ],
      { stdio: 'ignore' },
    );
    console.log('VS Code is open, with the extension loaded from this folder. Ctrl+C here closes it.');
    const end = await editor.ended;
    if (end.code !== 0) throw new Error(`VS Code ${describeEnd(end)}`);
  },
};
