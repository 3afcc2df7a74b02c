import { spawn } from 'node:child_process';
import { hasDisplay } from './way';

/** Asks the system to show an address; says whether there was anyone to ask. */
export function openInBrowser(url: string): boolean {
  if (!hasDisplay()) return false;
  const [command, ...args] = commandFor(process.platform);
  const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true });
  // The address is printed as well: a system without a browser is no failure.
  child.once('error', () => {});
  child.unref();
  return true;
}

function commandFor(platform: NodeJS.Platform): [string, ...string[]] {
  if (platform === 'darwin') return ['open'];
  // Not "start": its shell would cut the address at the first "&".
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  return ['xdg-open'];
}
