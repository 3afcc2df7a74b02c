import { homedir } from 'node:os';
import { join } from 'node:path';

export type Place = { kind: 'user' } | { kind: 'prefix'; folder: string };

/** Where Jupyter looks for kernels: docs.jupyter.org/en/latest/use/jupyter-directories.html. */
export function kernelsFolder(place: Place, environment: NodeJS.ProcessEnv = process.env): string {
  const data = place.kind === 'prefix' ? join(place.folder, 'share', 'jupyter') : userData(environment);
  return join(data, 'kernels');
}

function userData({ JUPYTER_DATA_DIR: own, APPDATA: appData, XDG_DATA_HOME: data }: NodeJS.ProcessEnv): string {
  if (own) return own;
  if (process.platform === 'win32') return join(appData ?? join(homedir(), 'AppData', 'Roaming'), 'jupyter');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Jupyter');
  return join(data || join(homedir(), '.local', 'share'), 'jupyter');
}
