import { posix, win32 } from 'node:path';

/** What of the machine a search for Node.js looks at. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  isFile(path: string): boolean;
  /** Names in a folder; none where there is no such folder. */
  list(folder: string): readonly string[];
  /** What the program says of itself; undefined where it does not run. */
  ask(program: string): Promise<{ version: string; arch: string } | undefined>;
}

const oldest = 20;

/** Version managers that keep one folder for each version, with the program at a fixed place in it. */
function versionFolders({ platform, home, env }: Machine): readonly (readonly [folder: string, program: string])[] {
  if (platform === 'win32') {
    const { APPDATA = '', LOCALAPPDATA = '', NVM_HOME = '', FNM_DIR } = env;
    return [
      [NVM_HOME, 'node.exe'],
      [`${LOCALAPPDATA}\\Volta\\tools\\image\\node`, 'node.exe'],
      [`${FNM_DIR ?? `${APPDATA}\\fnm`}\\node-versions`, 'installation\\node.exe'],
    ];
  }
  const fnm = platform === 'darwin' ? `${home}/Library/Application Support/fnm` : `${home}/.local/share/fnm`;
  return [
    [`${env.NVM_DIR ?? `${home}/.nvm`}/versions/node`, 'bin/node'],
    [`${env.VOLTA_HOME ?? `${home}/.volta`}/tools/image/node`, 'bin/node'],
    [`${env.FNM_DIR ?? fnm}/node-versions`, 'installation/bin/node'],
    [`${home}/.local/share/mise/installs/node`, 'bin/node'],
    [`${home}/.asdf/installs/nodejs`, 'bin/node'],
  ];
}

/** Where installers put it. An editor that was started from a dock or a menu may not have these in its PATH. */
function usualPlaces({ platform, env }: Machine): readonly string[] {
  if (platform !== 'win32') {
    return ['/opt/homebrew/bin/node', '/usr/local/bin/node', '/home/linuxbrew/.linuxbrew/bin/node', '/usr/bin/node'];
  }
  const roots = [env.NVM_SYMLINK, env.ProgramFiles && `${env.ProgramFiles}\\nodejs`];
  return roots.flatMap((root) => (root ? [`${root}\\node.exe`] : []));
}

/** Programs that may be Node.js, those first that a terminal would run; managers' versions from the newest on. */
export function nodeCandidates(machine: Machine): string[] {
  const { join, delimiter } = machine.platform === 'win32' ? win32 : posix;
  const name = machine.platform === 'win32' ? 'node.exe' : 'node';
  const onPath = (machine.env.PATH ?? machine.env.Path ?? '').split(delimiter).filter(Boolean);
  const managed = versionFolders(machine).flatMap(([folder, program]) =>
    [...machine.list(folder)].sort(newestFirst).map((version) => join(folder, version, program)),
  );
  const all = [...onPath.map((folder) => join(folder, name)), ...usualPlaces(machine), ...managed];
  return [...new Set(all)].filter((file) => machine.isFile(file));
}

function newestFirst(a: string, b: string): number {
  return b.localeCompare(a, 'en', { numeric: true });
}

/** The first that runs, is new enough and of this machine's architecture; else what each of them answered. */
export async function findNode(machine: Machine): Promise<{ program: string } | { tried: readonly string[] }> {
  const tried: string[] = [];
  for (const program of nodeCandidates(machine)) {
    const answer = await machine.ask(program);
    if (!answer) tried.push(`${program} does not run`);
    else if (Number.parseInt(answer.version, 10) < oldest) tried.push(`${program} is version ${answer.version}`);
    else if (answer.arch !== machine.arch) tried.push(`${program} is built for ${answer.arch}`);
    else return { program };
  }
  return { tried };
}
