import { describe, expect, it } from 'vitest';
import { findNode, type Machine, nodeCandidates } from '../../extension/notebook/findNode';

/** A machine with these files; each answers as if it were Node of the version and architecture given. */
function machine(files: Record<string, string>, rest: Partial<Machine> = {}): Machine {
  const paths = Object.keys(files);
  return {
    platform: 'linux',
    arch: 'x64',
    home: '/home/me',
    env: { PATH: '/opt/bin:/usr/bin' },
    isFile: (path) => paths.includes(path),
    list: (folder) => {
      const [separator = '/'] = folder.match(/[/\\]/) ?? [];
      const inside = paths.filter((path) => path.startsWith(folder + separator));
      return [...new Set(inside.map((path) => path.slice(folder.length + 1).split(separator)[0] ?? ''))];
    },
    async ask(program) {
      const [version, arch = 'x64'] = (files[program] ?? '').split(' ');
      return version ? { version, arch } : undefined;
    },
    ...rest,
  };
}

describe('finding a Node.js for the GPU', () => {
  it('takes what a terminal would run', async () => {
    const found = await findNode(machine({ '/usr/bin/node': '22.1.0', '/opt/bin/node': '24.0.0' }));
    expect(found).toEqual({ program: '/opt/bin/node' });
  });

  it('passes over what is too old, of another architecture, or does not run, and says so', async () => {
    const files = { '/opt/bin/node': '18.20.4', '/usr/bin/node': '', '/usr/local/bin/node': '22.0.0 arm64' };
    expect(await findNode(machine(files))).toEqual({
      tried: [
        '/opt/bin/node is version 18.20.4',
        '/usr/bin/node does not run',
        '/usr/local/bin/node is built for arm64',
      ],
    });
  });

  it('says nothing where there is nothing', async () => {
    expect(await findNode(machine({}))).toEqual({ tried: [] });
  });

  it.each<[manager: string, file: string, rest: Partial<Machine>]>([
    ['nvm', '/home/me/.nvm/versions/node/v22.3.0/bin/node', {}],
    ['volta', '/home/me/.volta/tools/image/node/22.3.0/bin/node', {}],
    ['fnm', '/home/me/.local/share/fnm/node-versions/v22.3.0/installation/bin/node', {}],
    ['mise', '/home/me/.local/share/mise/installs/node/22.3.0/bin/node', {}],
    ['asdf', '/home/me/.asdf/installs/nodejs/22.3.0/bin/node', {}],
    ['a moved nvm', '/data/nvm/versions/node/v22.3.0/bin/node', { env: { NVM_DIR: '/data/nvm' } }],
    ['Homebrew', '/opt/homebrew/bin/node', { platform: 'darwin' }],
    [
      'fnm on macOS',
      '/home/me/Library/Application Support/fnm/node-versions/v22.3.0/installation/bin/node',
      { platform: 'darwin' },
    ],
    ['the Windows installer', 'C:\\Program Files\\nodejs\\node.exe', windows({ ProgramFiles: 'C:\\Program Files' })],
    ['PATH on Windows', 'D:\\node\\node.exe', windows({ Path: 'C:\\Windows;D:\\node' })],
    ['nvm on Windows', 'C:\\nvm\\v22.3.0\\node.exe', windows({ NVM_HOME: 'C:\\nvm' })],
    ['fnm on Windows', 'C:\\App\\fnm\\node-versions\\v22.3.0\\installation\\node.exe', windows({ APPDATA: 'C:\\App' })],
  ])('looks where %s puts it', async (_, file, rest) => {
    expect(await findNode(machine({ [file]: '22.3.0' }, rest))).toEqual({ program: file });
  });

  it('prefers a manager’s newest version, by number and not by letter', () => {
    const versions = ['v9.11.2', 'v22.3.0', 'v20.1.0'].map((name) => `/home/me/.nvm/versions/node/${name}/bin/node`);
    const candidates = nodeCandidates(machine(Object.fromEntries(versions.map((file) => [file, '1']))));
    expect(candidates.map((file) => file.split('/')[6])).toEqual(['v22.3.0', 'v20.1.0', 'v9.11.2']);
  });
});

function windows(env: Record<string, string>): Partial<Machine> {
  return { platform: 'win32', home: 'C:\\Users\\me', env };
}
