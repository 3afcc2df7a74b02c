import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { pageHtml } from '../../extension/panels/pageHtml';
import themes from '../fixtures/editor-themes.json';

export type ThemeName = keyof typeof themes;

export interface OpenOptions {
  theme?: ThemeName;
  width?: number;
  height?: number;
  /** What vscode.getState() returns: the page was hidden or the window reloaded. */
  state?: unknown;
}

/** A panel's page in a real browser: its own document and policy, the editor's variables, and a host that records. */
export class PanelPage {
  /** Everything that must not happen: policy violations, console errors, exceptions. */
  readonly complaints: string[] = [];

  private constructor(readonly page: Page) {
    page.on('pageerror', (error) => this.complaints.push(`exception: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning')
        this.complaints.push(`console: ${message.text()}`);
    });
  }

  static async open(browser: Browser, entry: string, options: OpenOptions = {}): Promise<PanelPage> {
    const { theme = 'light', width = 1100, height = 720, state } = options;
    const page = await browser.newPage({ viewport: { width, height } });
    const panel = new PanelPage(page);
    await page.route('http://panel.test/**', async (route) => {
      const file = new URL(route.request().url()).pathname.slice(1);
      if (file === '') return route.fulfill({ contentType: 'text/html', body: documentOf(entry, theme) });
      return route.fulfill({
        contentType: contentTypes[path.extname(file)] ?? '',
        body: await readFile(path.join(dist, file)),
      });
    });
    await page.addInitScript(standInForEditor, state);
    await page.goto('http://panel.test/');
    return panel;
  }

  /** What a person reads there. */
  async text(selector: string): Promise<string> {
    const [text = ''] = await this.page.locator(selector).first().allInnerTexts();
    return text;
  }

  /** A notification of the host. Typed arrays cross as they do in the editor, NaN included. */
  async tell(method: string, ...params: unknown[]): Promise<void> {
    await this.page.evaluate(
      ([name, list]) =>
        window.postMessage({
          method: name,
          params: JSON.parse(String(list), (_, value) =>
            value?.float64 ? Float64Array.from(value.float64, Number) : value,
          ),
        }),
      [
        method,
        JSON.stringify(params, (_, value) =>
          value instanceof Float64Array ? { float64: Array.from(value, String) } : value,
        ),
      ],
    );
    await this.settle();
  }

  /** What the page has told its host: method names with parameters. */
  posted(): Promise<{ method: string; params: unknown[] }[]> {
    return this.page.evaluate(() => Reflect.get(window, 'posted'));
  }

  state(): Promise<unknown> {
    return this.page.evaluate(() => Reflect.get(window, 'keptState'));
  }

  async become(theme: ThemeName): Promise<void> {
    const { variables, class: kind } = themes[theme];
    await this.page.evaluate(
      ([style, name]) => {
        document.documentElement.style.cssText = String(style);
        document.body.className = String(name);
      },
      [styleOf(variables), kind],
    );
    await this.settle();
  }

  /** Two frames: notifications are drawn in the next one, and uPlot commits after it. */
  async settle(): Promise<void> {
    await this.page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    this.complaints.push(...(await this.page.evaluate(() => Reflect.get(window, 'violations').splice(0))));
  }

  /** Share of a canvas's pixels that are drawn on. */
  inkOf(selector: string): Promise<number> {
    return this.page
      .locator(selector)
      .first()
      .evaluate((canvas) => {
        if (!(canvas instanceof HTMLCanvasElement)) return 0;
        const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
        let drawn = 0;
        for (let at = 3; at < pixels.length; at += 4) if ((pixels[at] ?? 0) > 0) drawn++;
        return drawn / (pixels.length / 4);
      });
  }
}

const dist = path.resolve('dist', 'webview');
const contentTypes: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css' };

/** The host's own document, with what the editor adds: its default style before the policy, variables, classes. */
function documentOf(entry: string, theme: ThemeName): string {
  const { variables, class: kind } = themes[theme];
  const html = pageHtml({
    title: entry,
    scriptNonce: 'script',
    styleNonce: 'style',
    cspSource: 'http://panel.test',
    script: `http://panel.test/${entry}.js`,
    style: `http://panel.test/${entry}.css`,
  });
  return html
    .replace('<html lang="en">', `<html lang="en" style="${styleOf(variables).replaceAll('"', '&quot;')}">`)
    .replace('<head>', `<head><style>${editorStyle}</style>`)
    .replace('<body>', `<body class="${kind}" data-vscode-theme-kind="${kind.split(' ')[0]}" role="document">`);
}

/** From VS Code's webview document, as far as it touches the panels. The background is the editor's, behind the frame. */
const editorStyle = `
@layer vscode-default {
  body { overscroll-behavior-x: none; color: var(--vscode-editor-foreground); font-family: var(--vscode-font-family);
    font-weight: var(--vscode-font-weight); font-size: var(--vscode-font-size); margin: 0; padding: 0 20px; }
}
html { background: var(--vscode-editor-background); }`;

function styleOf(variables: Record<string, string>): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}: ${value}`)
    .join('; ');
}

/** Runs in the page before its script. */
function standInForEditor(state: unknown): void {
  const posted: unknown[] = [];
  const violations: string[] = [];
  Object.assign(window, {
    posted,
    violations,
    keptState: state,
    acquireVsCodeApi: () => ({
      postMessage: (message: unknown) => posted.push(message),
      getState: () => Reflect.get(window, 'keptState'),
      setState: (kept: unknown) => Reflect.set(window, 'keptState', kept),
    }),
  });
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => {
    violations.push(`policy: ${violatedDirective} ${blockedURI} ${sourceFile}`);
  });
}
