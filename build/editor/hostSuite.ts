import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { removeFolder, temporaryFolder } from '../temporaryFolder';
import { launchChromium } from './chromium';
import { createProfile } from './editorProfile';
import { type EditorServer, startEditorServer } from './editorServer';
import { installEditorServer } from './installEditorServer';
import { isolatedEnvironment } from './isolatedEnvironment';
import { testSettings } from './quietSettings';
import { judgeSuite, readSuiteEvents, type SuiteOutcome, suiteReportVariable } from './suiteReport';

export interface HostSuite {
  /** The folder of the extension under test. */
  readonly extension: string;
  /** The bundled suite: a JavaScript file that exports run(). */
  readonly suite: string;
  readonly timeoutMs?: number;
  /** A picture of the window as the suite leaves it. */
  readonly screenshot?: string;
}

/** A normal end tells the browser first; a host that died tells only the server's log. */
const hostDied = /Extension Host Process exited with code: (\S+), signal: ([^\s.]+)/;
const graceMs = 3000;

/** Runs a mocha suite inside the extension host of the real VS Code server, its window in headless Chromium. */
export async function runHostSuite(options: HostSuite): Promise<SuiteOutcome> {
  const program = await installEditorServer();
  const folder = temporaryFolder('suite');
  const report = path.join(folder, 'report.jsonl');
  await writeFile(report, '');
  const profile = await createProfile(folder, testSettings);
  const env = { ...isolatedEnvironment(profile), [suiteReportVariable]: report };
  const server = await startEditorServer({ program, profile, env, forTests: true });
  let browser: Browser | undefined;
  try {
    browser = await launchChromium();
    const why = await untilEnd(browser, server, options, profile.home);
    const log = server.log().slice(-1500);
    return judgeSuite(readSuiteEvents(report), `${why}\n--- the end of the server's log ---\n${log}`);
  } finally {
    await browser?.close();
    await server.process.stop();
    removeFolder(folder);
  }
}

/** Opens the window that runs the suite; resolves, with the reason in words, when nothing more is to come. */
async function untilEnd(
  browser: Browser,
  server: EditorServer,
  { extension, suite, screenshot, timeoutMs = 300_000 }: HostSuite,
  workspace: string,
): Promise<string> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  let finish: (why: string) => void = () => {};
  const finished = new Promise<string>((resolve) => {
    finish = resolve;
  });
  const timer = setTimeout(() => finish(`nothing came for ${timeoutMs / 1000} s`), timeoutMs);
  const stopWatching = watchHost(server, finish);
  page.on('crash', () => finish('the page crashed'));
  browser.on('disconnected', () => finish('the browser ended'));
  // The two functions by which a workbench under test talks to whoever drives it.
  await page.exposeFunction('codeAutomationLog', () => {});
  await page.exposeFunction('codeAutomationExit', async (code: number) => {
    if (screenshot) await page.screenshot({ path: screenshot });
    finish(`the editor ended the suite with code ${code}`);
  });
  try {
    const payload = [
      ['extensionDevelopmentPath', server.remoteUri(extension)],
      ['extensionTestsPath', server.remoteUri(suite)],
    ] as const;
    await page.goto(server.urlOf({ folder: workspace, payload }));
    return await finished;
  } finally {
    clearTimeout(timer);
    stopWatching();
  }
}

function watchHost(server: EditorServer, finish: (why: string) => void): () => void {
  const timer = setInterval(() => {
    const died = hostDied.exec(server.log());
    if (!died) return;
    clearInterval(timer);
    setTimeout(() => finish(`the extension host died (code ${died[1]}, signal ${died[2]})`), graceMs).unref();
  }, 200);
  void server.process.ended.then(() => finish('the editor server ended'));
  return () => clearInterval(timer);
}
