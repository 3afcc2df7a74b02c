import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleSuite } from '../../../build/editor/bundleSuite';
import { runHostSuite } from '../../../build/editor/hostSuite';
import { removeFolder, temporaryFolder } from '../../../build/temporaryFolder';

const fixtures = path.join(__dirname, '..', 'fixtures');

/** The smallest extension there is. */
let emptyExtension: string;

beforeAll(() => {
  emptyExtension = temporaryFolder('empty');
  const manifest = { name: 'empty', publisher: 'nobody', version: '1.0.0', engines: { vscode: '^1.100.0' } };
  writeFileSync(path.join(emptyExtension, 'package.json'), JSON.stringify(manifest));
});

afterAll(() => removeFolder(emptyExtension));

async function runFixture(name: string) {
  const suite = await bundleSuite(path.join(fixtures, name));
  return runHostSuite({ extension: emptyExtension, suite, timeoutMs: 90_000 });
}

describe('A suite inside the editor that does not reach its end is a failure, not a pass:', () => {
  it('a killed extension host', async () => {
    const outcome = await runFixture('killedHost');
    expect(outcome).toMatchObject({ passed: 1, failed: 1 });
    expect(outcome.failures[0]).toContain('did not reach its end');
  });

  it('an extension host that calls process.exit(0)', async () => {
    const outcome = await runFixture('exitingHost');
    expect(outcome).toMatchObject({ passed: 0, failed: 1 });
  });

  it('a suite that ran nothing', async () => {
    const outcome = await runFixture('silentSuite');
    expect(outcome).toMatchObject({ passed: 0, failed: 1 });
  });
});
