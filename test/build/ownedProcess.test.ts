import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { describeEnd, isAlive, startProcess } from '../../build/ownedProcess';

/** A process that starts another one, names it, and would run for ever together with it. */
const family = `
  const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  console.log(child.pid);
  setInterval(() => {}, 1000);
`;

describe('startProcess', () => {
  it('stops a process together with what it has started, also when it does not want to', async () => {
    const stubborn = startProcess(process.execPath, ['-e', `process.on('SIGTERM', () => {});${family}`], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const grandchild = Number(String((await once(stubborn.child.stdout ?? stubborn.child, 'data'))[0]));
    expect(isAlive(grandchild)).toBe(true);
    await stubborn.stop();
    await stubborn.ended;
    await expect.poll(() => isAlive(grandchild), { timeout: 10_000 }).toBe(false);
  });

  it('says why a program could not be started', async () => {
    const end = await startProcess('no-such-program-anywhere', []).ended;
    expect(describeEnd(end)).toMatch(/^could not be started: .*ENOENT/);
  });

  it('tells a code from a signal', async () => {
    const end = await startProcess(process.execPath, ['-e', 'process.exit(7)']).ended;
    expect(describeEnd(end)).toBe('ended with code 7');
  });
});
