import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Contestant } from '../../kernels/cli/bench/contestant';
import { PeerMissing, torchPython } from '../../kernels/cli/bench/pythonEnvironment';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'activation-lab-peers-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const task = { kind: 'copy', size: 1 } as const;

describe('PyTorch', () => {
  it('is refused plainly where there is no Python', async () => {
    const missing = torchPython({ folder: join(folder, 'torch'), pythons: ['no-such-python'], say: () => {} });
    await expect(missing).rejects.toThrow(PeerMissing);
    await expect(missing).rejects.toThrow(/no Python 3\.10 .*no-such-python.*leave --peers out/);
    expect(await readdir(folder)).toEqual([]);
  });

  it('is refused by a program that is no Python', async () => {
    const missing = torchPython({ folder: join(folder, 'torch'), pythons: [process.execPath], say: () => {} });
    await expect(missing).rejects.toThrow(PeerMissing);
  });

  it('is not installed twice', async () => {
    await writeFile(join(folder, 'ready'), '');
    const said: string[] = [];
    const python = await torchPython({ folder, pythons: ['no-such-python'], say: (line) => said.push(line) });
    expect(python.startsWith(folder)).toBe(true);
    expect(said).toEqual([]);
  });
});

describe('a contestant', () => {
  const running = async (program: string, check: (contestant: Contestant) => Promise<void>) => {
    const contestant = new Contestant('test', process.execPath, ['-e', program]);
    await check(contestant).finally(() => contestant.dispose());
  };

  it('answers line by line, whatever else it prints', () =>
    running(
      `process.stdin.on('data', (text) => { console.log('noise'); console.log(JSON.stringify({ samples: [JSON.parse(text).size] })); });`,
      async (contestant) => {
        expect(await contestant.run(task)).toEqual({ samples: [1] });
        expect(await contestant.run({ ...task, size: 2 })).toEqual({ samples: [2] });
      },
    ));

  it('that ends has an answer to what it was asked, and to all that follows: its last words', () =>
    running(
      `process.stdin.once('data', () => { console.error('out of luck'); process.exit(3); });`,
      async (contestant) => {
        expect(await contestant.run(task)).toEqual({ error: expect.stringMatching(/3.*out of luck/s) });
        expect(await contestant.run(task)).toEqual({ error: expect.stringContaining('out of luck') });
      },
    ));

  it('that cannot start says so', async () => {
    const contestant = new Contestant('test', join(folder, 'nothing'), []);
    expect(await contestant.run(task)).toEqual({ error: expect.stringContaining('ENOENT') });
    contestant.dispose();
  });

  it('that answers with garbage has failed', () =>
    running(`process.stdin.once('data', () => console.log('{ not JSON'));`, async (contestant) => {
      expect(await contestant.run(task)).toEqual({ error: expect.stringContaining('JSON') });
    }));
});
