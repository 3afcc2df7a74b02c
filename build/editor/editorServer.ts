import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describeEnd, type OwnedProcess, startProcess } from '../ownedProcess';
import { inProject } from '../projectPaths';
import type { EditorProfile } from './editorProfile';
import type { EditorProgram } from './installEditorServer';

export interface EditorServerOptions {
  readonly program: EditorProgram;
  readonly profile: EditorProfile;
  /** The port to try first; any free one when absent or taken. */
  readonly port?: number;
  readonly env?: NodeJS.ProcessEnv;
  /** For tests: a built workbench runs a test suite only with the smoke-test driver on, and no gallery is asked. */
  readonly forTests?: boolean;
  /** Folders are not trusted until the user says so. */
  readonly asksForTrust?: boolean;
}

export interface EditorServer {
  readonly port: number;
  readonly process: OwnedProcess;
  log(): string;
  /** The address of a window, which opens with the server's secret token. */
  urlOf(window: WindowRequest): string;
  /** How the editor names a file of this machine. */
  remoteUri(file: string): string;
}

export interface WindowRequest {
  readonly folder: string;
  readonly openFile?: string;
  /** Further startup parameters of the workbench, as pairs. */
  readonly payload?: ReadonlyArray<readonly [string, string]>;
}

const host = '127.0.0.1';

/** Starts the server on this machine alone; resolves when it listens, rejects with its log when it ends before. */
export async function startEditorServer(options: EditorServerOptions): Promise<EditorServer> {
  const token = await secretOf(options.profile);
  const port = (await isFree(options.port ?? 0)) ? (options.port ?? 0) : 0;
  const owned = startProcess(options.program.node, argumentsOf(options, port), {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...options.env },
  });
  let log = '';
  const listening = new Promise<number>((resolve, reject) => {
    const read = (data: Buffer) => {
      log += data.toString();
      const found = /agent listening on (\d+)/.exec(log);
      if (found) resolve(Number(found[1]));
    };
    owned.child.stdout?.on('data', read);
    owned.child.stderr?.on('data', read);
    void owned.ended.then((end) => reject(new Error(`The editor server ${describeEnd(end)}.\n${log.slice(-2000)}`)));
  });
  const actual = await listening;
  const remoteUri = (file: string) => `vscode-remote://${host}:${actual}${pathToFileURL(file).pathname}`;
  return { port: actual, process: owned, log: () => log, remoteUri, urlOf: (window) => urlOf(window) };

  function urlOf({ folder, openFile, payload = [] }: WindowRequest): string {
    const pairs = [...payload, ...(openFile ? [['openFile', remoteUri(openFile)]] : [])];
    // Slashes need no escape in a query, and a user should be able to read the folder in the address.
    const query = [
      ['tkn', token],
      ['folder', decodeURIComponent(pathToFileURL(folder).pathname)],
      ['payload', JSON.stringify(pairs)],
    ].map(([name, value]) => `${name}=${encodeURIComponent(value ?? '').replaceAll('%2F', '/')}`);
    return `http://${host}:${actual}/?${query.join('&')}`;
  }
}

function argumentsOf({ program, profile, forTests, asksForTrust }: EditorServerOptions, port: number): string[] {
  return [
    ...['--require', inProject('build', 'editor', 'dieWithParent.cjs'), program.serverMain],
    ...['--host', host, '--port', String(port), '--connection-token-file', tokenFileOf(profile)],
    ...['--accept-server-license-terms', '--disable-telemetry', '--disable-experiments'],
    ...(asksForTrust ? [] : ['--disable-workspace-trust']),
    ...['--disable-getting-started-override', '--server-data-dir', profile.serverData],
    ...['--user-data-dir', profile.userData, '--extensions-dir', profile.extensions],
    ...(forTests ? ['--enable-smoke-test-driver', '--reconnection-grace-time', '1'] : []),
  ];
}

/** Other users of this machine reach the port too: the secret keeps them out. It stands in no command line. */
async function secretOf(profile: EditorProfile): Promise<string> {
  const file = tokenFileOf(profile);
  const kept = await readFile(file, 'utf8').catch(() => '');
  if (kept) return kept;
  const token = randomBytes(16).toString('hex');
  await writeFile(file, token, { mode: 0o600 });
  return token;
}

function tokenFileOf(profile: EditorProfile): string {
  return path.join(profile.serverData, 'connection-token');
}

async function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}
