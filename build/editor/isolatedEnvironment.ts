import type { EditorProfile } from './editorProfile';

/** Variables for an editor under test: its own home, no extension gallery. */
export function isolatedEnvironment({ home }: EditorProfile): NodeJS.ProcessEnv {
  return {
    HOME: home,
    USERPROFILE: home,
    // Sockets go the same way; elsewhere temporary folders have names too long for a socket's.
    ...(process.platform === 'linux' ? { TMPDIR: home, XDG_RUNTIME_DIR: home } : {}),
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
  };
}
