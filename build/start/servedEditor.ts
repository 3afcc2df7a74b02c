import { createProfile, linkExtension } from '../editor/editorProfile';
import { startEditorServer } from '../editor/editorServer';
import { installEditorServer } from '../editor/installEditorServer';
import { quietSettings } from '../editor/quietSettings';
import { describeEnd } from '../ownedProcess';
import { beginStep } from '../progress.mjs';
import { inProject, profileFolder } from '../projectPaths';
import { openInBrowser } from './openInBrowser';
import type { Way } from './way';

/** The real VS Code server on this machine, its window in a browser: works where there is no display at all. */
export const servedEditor: Way = {
  name: 'server',

  async unsuitable() {
    return undefined;
  },

  async open({ folder, notebook, port, mayOpenBrowser }) {
    const program = await installEditorServer();
    const profile = await createProfile(profileFolder('server'), quietSettings);
    await linkExtension(profile, 'activation-lab', inProject());
    const step = beginStep('Starting the editor server');
    const server = await startEditorServer({ program, profile, port });
    step.done(server.port === port ? undefined : `port ${port} is taken, so it uses ${server.port}`);
    const url = server.urlOf({ folder, openFile: notebook });
    console.log(`\nOpen this in a browser on this machine:\n\n  ${url}\n`);
    if (mayOpenBrowser && openInBrowser(url)) console.log('It should open by itself.');
    console.log('Ctrl+C stops the editor. Open notebooks and settings are kept for the next start.');
    throw new Error(`The editor server ${describeEnd(await server.process.ended)}.\n${server.log().slice(-2000)}`);
  },
};
