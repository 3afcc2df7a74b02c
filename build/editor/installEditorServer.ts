import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runNpm } from '../npm.mjs';
import { isAlive } from '../ownedProcess';
import { inCache } from '../projectPaths';
import { runProgram } from '../runTool';
import { editorRelease, nodePackageOf } from './editorRelease';

export interface EditorProgram {
  readonly node: string;
  readonly serverMain: string;
}

// npm's scripts would check the Node version and compile native modules: neither is needed, both need a compiler.
const quiet = ['--ignore-scripts', '--no-package-lock', '--omit=dev'];

/** The real VS Code server, from npm alone, in the cache; a second call costs nothing and needs no network. */
export async function installEditorServer(): Promise<EditorProgram> {
  const nodePackage = nodePackageOf(process.platform, process.arch);
  const folder = inCache('editor', `code-server-${editorRelease.codeServer}-${nodePackage.replace('@', '-')}`);
  const nodeName = nodePackage.slice(0, nodePackage.indexOf('@'));
  // An interrupted installation is never taken for a whole one: only the last step gives the folder its name.
  if (!existsSync(folder)) {
    await removeAbandoned(path.dirname(folder));
    const partial = `${folder}.${process.pid}.partial`;
    try {
      await install(partial, nodePackage, nodeName);
      await rename(partial, folder).catch((error: unknown) => {
        if (!existsSync(folder)) throw error;
      });
    } finally {
      await rm(partial, { recursive: true, force: true });
    }
  }
  return programIn(folder, nodeName);
}

async function install(folder: string, nodePackage: string, nodeName: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'package.json'), '{ "private": true }\n');
  const editor = `code-server@${editorRelease.codeServer}`;
  console.log(`Installing the VS Code ${editorRelease.vscode} server into ${folder} (about 400 MB, once).`);
  await runNpm('Fetching the editor and its Node', ['install', ...quiet, editor, nodePackage], folder);
  const server = path.join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
  // "npm ci" refuses the server's shrinkwrap, and omitting optional packages would silently drop file watching.
  await runNpm("Fetching the editor's packages", ['install', ...quiet], server);
  await runNpm("Fetching the editor's TypeScript", ['install', ...quiet], path.join(server, 'extensions'));
  await removeUnused(folder, nodeName, server);
  await tryNode(programIn(folder, nodeName));
}

/** An installation that was interrupted could not clean up after itself. */
async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const owner = /\.(\d+)\.partial$/.exec(name)?.[1];
    if (owner && !isAlive(Number(owner))) await rm(path.join(folder, name), { recursive: true, force: true });
  }
}

/** About 200 MB that a notebook never needs, and assistants that would ask for an account. */
async function removeUnused(folder: string, nodeName: string, server: string): Promise<void> {
  const unused = [
    ...['extensions/copilot', 'extensions/mermaid-markdown-features', 'node_modules/@microsoft/mxc-sdk'],
    ...['node_modules/@github', 'node_modules/@devcontainers'],
  ].map((name) => path.join(server, name));
  const nodeExtras = ['share', 'include'].map((name) => path.join(folder, 'node_modules', nodeName, name));
  const maps = (await readdir(server, { recursive: true, encoding: 'utf8' })).filter((name) => name.endsWith('.map'));
  for (const name of [...unused, ...nodeExtras]) await rm(name, { recursive: true, force: true });
  await Promise.all(maps.map((name) => rm(path.join(server, name), { recursive: true, force: true })));
}

function programIn(folder: string, nodeName: string): EditorProgram {
  const modules = path.join(folder, 'node_modules');
  return {
    node: path.join(modules, nodeName, 'bin', process.platform === 'win32' ? 'node.exe' : 'node'),
    serverMain: path.join(modules, 'code-server', 'lib', 'vscode', 'out', 'server-main.js'),
  };
}

/** Alpine and other systems without glibc install this Node well and cannot start it: better said now than later. */
async function tryNode({ node }: EditorProgram): Promise<void> {
  const { end, output } = await runProgram(node, ['--version']);
  if (end.code !== 0) {
    throw new Error(`The editor's own Node does not run on this system (${node}): ${end.error?.message ?? output}`);
  }
}
