import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { describeEnd, type ProcessEnd } from '../ownedProcess';
import { beginStep } from '../progress.mjs';
import { projectRoot } from '../projectPaths';
import { messageOf } from '../runCommand';
import { runProgram, runTool } from '../runTool';

const isRoot = process.getuid?.() === 0;

/** Quiet, and able to start as root in a container, where Chromium's own sandbox cannot. */
const switches = [
  ...(isRoot ? ['--no-sandbox'] : []),
  ...['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync'],
];

interface Source {
  readonly label: string;
  /** Executables to try, after fetching what the source has to fetch. */
  find(): Promise<readonly string[]>;
}

/** In this order: what is there, what playwright fetches, what Debian packages (only root may install it). */
const sources: readonly Source[] = [
  { label: 'an installed Chrome, Chromium or Edge', find: async () => installedBrowsers() },
  { label: "playwright's Chromium", find: playwrightChromium },
  { label: "Debian's Chromium", find: debianChromium },
];

let found: string | undefined;

/** A headless browser that really starts; fetches one when the machine has none, and says what it tried. */
export async function launchChromium(): Promise<Browser> {
  if (found) return launch(found);
  const attempts: string[] = [];
  for (const source of sources) {
    try {
      for (const executable of await source.find()) {
        try {
          const browser = await launch(executable);
          found = executable;
          return browser;
        } catch (error) {
          attempts.push(`${executable} does not start: ${firstLine(error)}`);
        }
      }
      attempts.push(`${source.label}: none`);
    } catch (error) {
      attempts.push(`${source.label}: ${messageOf(error)}`);
    }
  }
  throw new Error(
    `No browser for the editor's tests. Tried:\n- ${attempts.join('\n- ')}\nInstall Chrome, Chromium or Edge, or name one in the variable CHROMIUM.`,
  );
}

function launch(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, headless: true, args: switches });
}

export function installedBrowsers(): string[] {
  const named = process.env.CHROMIUM ? [process.env.CHROMIUM] : [];
  return [...named, ...placesOf(process.platform)].filter(existsSync);
}

function placesOf(platform: NodeJS.Platform): string[] {
  if (platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (platform === 'win32') {
    const roots = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA];
    const programs = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
    return roots.flatMap((root) => (root ? programs.map((program) => path.join(root, program)) : []));
  }
  const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'microsoft-edge'];
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
}

async function playwrightChromium(): Promise<string[]> {
  const executable = chromium.executablePath();
  if (existsSync(executable)) return [executable];
  const step = beginStep("Fetching playwright's Chromium");
  const cli = path.join(projectRoot, 'node_modules', 'playwright-core', 'cli.js');
  const { end, output } = await runTool(cli, ['install', 'chromium', '--no-shell']);
  if (end.code === 0) {
    step.done();
    return [executable];
  }
  step.fail();
  throw new Error(`could not be fetched: ${gistOf(output, end)}`);
}

async function debianChromium(): Promise<string[]> {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get')) throw new Error('this system has no apt-get');
  if (!isRoot) throw new Error('needs root: sudo apt-get install chromium');
  const step = beginStep("Installing Debian's Chromium");
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // The list of packages may be older than the mirror, or absent as in most containers.
  await runProgram('apt-get', ['update', '-q'], { env });
  const { end, output } = await runProgram('apt-get', ['install', '-qy', '--no-install-recommends', 'chromium'], {
    env,
  });
  if (end.code === 0) {
    step.done();
    return ['/usr/bin/chromium'];
  }
  step.fail();
  throw new Error(`apt-get could not install it: ${gistOf(output, end)}`);
}

function firstLine(error: unknown): string {
  return messageOf(error).split('\n', 1)[0] ?? '';
}

/** The line that names the trouble, out of a long report. */
function gistOf(output: string, end: ProcessEnd): string {
  const lines = output.split('\n').filter((line) => line.trim());
  return lines.find((line) => /^E: |error:/i.test(line))?.trim() ?? `the program ${describeEnd(end)}`;
}
