import type { EditorProfile } from './editorProfile';

/** Variables for an editor under test: its own home, its sockets among its own files, no extension gallery. */
export function isolatedEnvironment({ home }: EditorProfile): NodeJS.ProcessEnv {
  return {
    HOME: home,
    USERPROFILE: home,
    TMPDIR: home,
    XDG_RUNTIME_DIR: home,
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
  };
}
