import { cp } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { inProject } from '../projectPaths';
import { removeFolder, temporaryFolder } from '../temporaryFolder';
import { launchChromium } from './chromium';
import { createProfile, type EditorProfile, linkExtension } from './editorProfile';
import { type EditorServer, startEditorServer } from './editorServer';
import { installEditorServer } from './installEditorServer';
import { installVsix } from './installVsix';
import { isolatedEnvironment } from './isolatedEnvironment';
import { type Settings, testSettings } from './quietSettings';

export interface WorkbenchOptions {
  /** The folder to open: a copy of it, so that nothing a test saves comes back. An empty one when absent. */
  readonly folder?: string;
  /** The extension's folder, this project when absent, or a .vsix file; `false` for VS Code alone. */
  readonly extension?: string | false;
  readonly settings?: Settings;
  readonly theme?: 'light' | 'dark' | 'high contrast';
  readonly width?: number;
  readonly height?: number;
  /** Opened with the window, relative to the folder. */
  readonly openFile?: string;
  /** The folder is not trusted: VS Code's restricted mode. */
  readonly untrusted?: boolean;
}

const themes = { light: 'Default Light Modern', dark: 'Default Dark Modern', 'high contrast': 'Default High Contrast' };
/** Without a question at the start. */
const restricted: Settings = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
};
const waitMs = 30_000;

/** The real editor in a headless browser, for tests that look and click. Close it at the end. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const program = await installEditorServer();
  const temporary = temporaryFolder('window');
  const trust = options.untrusted ? restricted : {};
  const theme = { 'workbench.colorTheme': themes[options.theme ?? 'light'] };
  const settings = { ...testSettings, ...theme, ...trust, ...options.settings };
  const profile = await createProfile(temporary, settings);
  const folder = path.join(temporary, 'workspace');
  await cp(options.folder ?? profile.home, folder, { recursive: true });
  await addExtension(profile, options.extension ?? inProject());
  const server = await startEditorServer({
    program,
    profile,
    env: isolatedEnvironment(profile),
    forTests: true,
    asksForTrust: options.untrusted ?? false,
  });
  let browser: Browser | undefined;
  try {
    browser = await launchChromium();
    const page = await browser.newPage({ viewport: { width: options.width ?? 1280, height: options.height ?? 800 } });
    const openFile = options.openFile === undefined ? {} : { openFile: path.join(folder, options.openFile) };
    const workbench = new Workbench({ page, folder, browser, server, temporary });
    await page.goto(server.urlOf({ folder, ...openFile }));
    await workbench.waitForExtensions();
    if (options.openFile !== undefined) await workbench.waitForEditor();
    return workbench;
  } catch (error) {
    await browser?.close();
    await server.process.stop();
    throw error;
  }
}

async function addExtension(profile: EditorProfile, extension: string | false): Promise<void> {
  if (extension === false) return;
  if (extension.endsWith('.vsix')) await installVsix(profile, extension);
  else await linkExtension(profile, 'extension-under-test', extension);
}

interface Parts {
  readonly page: Page;
  readonly folder: string;
  readonly browser: Browser;
  readonly server: EditorServer;
  readonly temporary: string;
}

export class Workbench {
  /** Playwright's page, for whatever has no helper here. */
  readonly page: Page;
  /** The copy of the folder that the window shows. */
  readonly folder: string;

  constructor(private readonly parts: Parts) {
    this.page = parts.page;
    this.folder = parts.folder;
  }

  /** Opening an .ipynb before this shows it as JSON. */
  async waitForExtensions(): Promise<void> {
    await this.page.locator('.monaco-workbench .statusbar').waitFor({ timeout: 2 * waitMs });
    await this.page.waitForFunction(
      () => performance.getEntriesByName('code/didLoadExtensions').length > 0,
      undefined,
      { timeout: 2 * waitMs },
    );
  }

  /**
   * Until the file of the start has the focus. It takes it late, out of whatever has been opened in between: the palette
   * closes, and a click on its row lands in the file.
   */
  async waitForEditor(): Promise<void> {
    // A notebook lies beside the part that it seems to lie in.
    const editor = this.page.locator(':is(.part.editor, .notebook-editor) :focus');
    await editor.first().waitFor({ state: 'attached', timeout: 2 * waitMs });
  }

  /** Runs a command by its whole title in the command palette: "View: Close All Editors". */
  async runCommand(title: string): Promise<void> {
    await this.pickQuickly('F1', `>${title}`, title);
  }

  /** Opens a file of the folder by its name. */
  async openFile(name: string): Promise<void> {
    const baseName = path.basename(name);
    const tab = this.page.locator('.tab.active', { hasText: baseName }).first();
    // The list may have closed, and the click meant for its row gone past it.
    await tryAgain(3, async () => {
      await this.pickQuickly('ControlOrMeta+P', name, baseName);
      await tab.waitFor({ timeout: waitMs });
    });
  }

  /** Chooses the row with exactly this label in the list that a command or a button has opened. */
  async pick(label: string): Promise<void> {
    const exact = this.page.locator('.label-name').getByText(label, { exact: true });
    const row = this.page.locator('.quick-input-list .monaco-list-row', { has: exact }).first();
    await row.waitFor({ timeout: waitMs });
    // A notification may lie over the row: the keyboard takes the first row, which the whole label has made this one.
    // Into the list alone: where something else took the focus and closed it, the key would be typed into a file.
    const input = this.page.locator('.quick-input-widget input').first();
    await row.click({ timeout: waitMs / 6 }).catch(() => input.press('Enter', { timeout: waitMs / 6 }));
    await row.waitFor({ state: 'hidden', timeout: waitMs });
  }

  /** Presses the button on the left of a cell: it is there while the pointer is over the cell, as a busy window sees it. */
  async pressInCell(cell: Locator, icon: 'notebook-execute' | 'notebook-stop'): Promise<void> {
    const button = cell.locator(`.run-button-container .codicon-${icon}`);
    await tryAgain(6, async () => {
      await cell.hover({ timeout: waitMs });
      await button.waitFor({ timeout: waitMs / 6 });
      await button.click({ force: true, timeout: waitMs / 6 });
    });
  }

  /** Outputs and panels live in nested frames: the first visible match in any of them, once there is one. */
  async findInFrames(selector: string, { timeoutMs = waitMs } = {}): Promise<Locator> {
    const deadline = Date.now() + timeoutMs;
    do {
      for (const frame of this.page.frames()) {
        const match = frame.locator(selector).filter({ visible: true }).first();
        // A frame may go away between being listed and being asked.
        if (await match.count().catch(() => 0)) return match;
      }
      await this.page.waitForTimeout(100);
    } while (Date.now() < deadline);
    const tabs = (await this.page.locator('.tab').allInnerTexts()).map((text) => text.trim());
    throw new Error(`After ${timeoutMs / 1000} s no frame shows ${selector}. Tabs: ${tabs.join(', ')}.`);
  }

  /** Until this text is in the list of notifications, which an editor that takes the focus late may close. */
  async waitForNotification(text: string): Promise<void> {
    const list = this.page.locator('.notifications-center', { hasText: text });
    await tryAgain(3, async () => {
      await this.runCommand('Notifications: Show Notifications');
      await list.waitFor({ timeout: waitMs / 3 });
    });
  }

  /**
   * Loads the window anew, as "Reload Window" does, and waits until the extensions are back. In a browser VS Code writes
   * down every five seconds, once it is idle, which tabs are open: younger ones would not come back.
   */
  async reload(): Promise<void> {
    await this.page.waitForTimeout(10_000);
    await this.page.reload();
    await this.waitForExtensions();
  }

  async screenshot(file: string): Promise<void> {
    await this.page.screenshot({ path: file });
  }

  /** What the server has said: the place to look when an extension does not start. */
  serverLog(): string {
    return this.parts.server.log();
  }

  async close(): Promise<void> {
    await this.parts.browser.close();
    await this.parts.server.process.stop();
    removeFolder(this.parts.temporary);
  }

  /** Another part of the window may take the focus, which closes the list before anything is picked: it is asked again. */
  private async pickQuickly(key: string, query: string, label: string): Promise<void> {
    await tryAgain(3, async () => {
      await this.askQuickly(key, query);
      await this.pick(label);
    });
  }

  private async askQuickly(key: string, query: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget input').first();
    // A busy window may drop a key that comes while it moves the focus.
    for (let attempt = 0; attempt < 5 && !(await input.isVisible()); attempt++) {
      await this.page.keyboard.press(key);
      await input.waitFor({ timeout: waitMs / 5 }).catch(() => undefined);
    }
    await input.fill(query, { timeout: waitMs / 6 });
  }
}

/** What a busy window did not take the first time. */
async function tryAgain(attempts: number, work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === attempts) throw error;
    }
  }
}
