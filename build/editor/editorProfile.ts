import { existsSync } from 'node:fs';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Settings } from './quietSettings';

/** The folders of one editor: its settings and state, its extensions, its server's own data. */
export interface EditorProfile {
  readonly userData: string;
  readonly extensions: string;
  readonly serverData: string;
  readonly home: string;
}

/** Makes the folders; settings that exist already stay, they are the user's by now. */
export async function createProfile(folder: string, settings: Settings): Promise<EditorProfile> {
  const profile: EditorProfile = {
    userData: path.join(folder, 'user-data'),
    extensions: path.join(folder, 'extensions'),
    serverData: path.join(folder, 'server-data'),
    home: path.join(folder, 'home'),
  };
  for (const each of Object.values(profile)) await mkdir(each, { recursive: true });
  const file = path.join(profile.userData, 'User', 'settings.json');
  if (!existsSync(file)) {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, `${JSON.stringify(settings, null, 2)}\n`);
  }
  return profile;
}

/**
 * Installs an extension by a link to its folder, so that every window of this editor has it, whatever folder it opens
 * (a development window loses it with "Open Folder"), and "Reload Window" loads what was built since.
 */
export async function linkExtension({ extensions }: EditorProfile, id: string, folder: string): Promise<void> {
  const link = path.join(extensions, id);
  await rm(link, { recursive: true, force: true });
  // A junction is the one link that Windows allows without administrator's rights; elsewhere the word is ignored.
  await symlink(folder, link, 'junction');
  // The editor looks into the folder anew only when its own list is gone.
  await rm(path.join(extensions, 'extensions.json'), { force: true });
}
