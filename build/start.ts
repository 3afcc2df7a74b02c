import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { buildAll } from './buildAll';
import { inProject } from './projectPaths';
import { messageOf, runCommand } from './runCommand';
import { downloadedEditor } from './start/downloadedEditor';
import { installedEditor } from './start/installedEditor';
import { servedEditor } from './start/servedEditor';
import type { StartRequest, Way } from './start/way';

const ways: readonly Way[] = [installedEditor, downloadedEditor, servedEditor];
const firstPort = 8890;

/** `npm start`: VS Code with the extension and the first notebook, in the best way this machine has. */
await runCommand(
  {
    usage: 'npm start -- [--way desktop|test-electron|server] [--port N] [--no-open] [--notebook FILE]',
    options: {
      way: { type: 'string' },
      port: { type: 'string', default: String(firstPort) },
      'no-open': { type: 'boolean', default: false },
      notebook: { type: 'string' },
    },
    // Ctrl+C is how one leaves: nothing has failed.
    stopped: () => {
      console.log('\nStopped.');
      return 0;
    },
  },
  async (values) => {
    const chosen = values.way === undefined ? ways : ways.filter((way) => way.name === values.way);
    if (chosen.length === 0) throw new Error(`There is no way "${values.way}": say ${namesOf(ways)}.`);
    const request = requestOf(values.notebook, values.port, values['no-open']);
    await buildAll();
    return openFirst(chosen, request);
  },
);

async function openFirst(candidates: readonly Way[], request: StartRequest): Promise<number> {
  for (const way of candidates) {
    const reason = await way.unsuitable();
    if (reason) {
      console.log(`- ${way.name}: ${reason}.`);
      continue;
    }
    try {
      await way.open(request);
      return 0;
    } catch (error) {
      console.log(`- ${way.name}: ${messageOf(error)}`);
    }
  }
  console.error(`VS Code could not be opened (tried: ${namesOf(candidates)}). The lines above say why.`);
  return 1;
}

function requestOf(named: string | undefined, port: string, closed: boolean): StartRequest {
  const notebook = named === undefined ? firstNotebook() : path.resolve(process.env.INIT_CWD ?? '.', named);
  if (!existsSync(notebook)) throw new Error(`There is no notebook ${notebook}.`);
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw new Error(`"${port}" is no port number.`);
  return { notebook, folder: path.dirname(notebook), port: Number(port), mayOpenBrowser: !closed };
}

function firstNotebook(): string {
  const folder = inProject('notebooks');
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const first = names.find((name) => /^01-.*\.ipynb$/.test(name));
  if (!first) throw new Error(`There is no notebook 01-*.ipynb in ${folder}.`);
  return path.join(folder, first);
}

function namesOf(list: readonly Way[]): string {
  return list.map((way) => way.name).join(', ');
}
