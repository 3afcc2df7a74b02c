import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { pageHtml } from './pageHtml';
import type { Message, PanelHostApi } from './protocol';

export interface PanelSpec {
  /** Also the serializer's name: `onWebviewPanel:<viewType>` wakes the extension after a reload. */
  viewType: string;
  title: string;
  /** dist/webview/<entry>.js and .css */
  entry: 'curves' | 'derivatives' | 'benchmark';
}

/**
 * The extension's end of one webview panel. The page may vanish at any time (hidden, closed, window reloaded) and come
 * back knowing nothing; it then says `ready`, is told everything, and hears news until it vanishes again.
 */
export class PanelHost<Page, Host extends PanelHostApi> implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private isLive = false;
  private readonly serializer: vscode.Disposable;
  private readonly closed = new vscode.EventEmitter<void>();
  /** The user closed the panel (or the editor did). */
  readonly onDidClose = this.closed.event;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly spec: PanelSpec,
    private readonly host: Host,
  ) {
    this.serializer = vscode.window.registerWebviewPanelSerializer(spec.viewType, {
      deserializeWebviewPanel: async (panel) => this.adopt(panel),
    });
  }

  get isOpen(): boolean {
    return this.panel !== undefined;
  }

  /** Beside what the user works on, which keeps the focus. */
  show(): void {
    if (this.panel) {
      this.panel.reveal(undefined, true);
      return;
    }
    const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    this.adopt(vscode.window.createWebviewPanel(this.spec.viewType, this.spec.title, place));
  }

  /** News for a page that listens, else false: it will hear everything when it is ready. */
  post(message: Message<Page>): boolean {
    if (!this.isLive || !this.panel) return false;
    void this.panel.webview.postMessage(message);
    return true;
  }

  dispose(): void {
    this.serializer.dispose();
    this.panel?.dispose();
    this.closed.dispose();
  }

  private adopt(panel: vscode.WebviewPanel): void {
    if (this.panel && this.panel !== panel) this.panel.dispose();
    this.panel = panel;
    const root = vscode.Uri.joinPath(this.extensionUri, 'dist', 'webview');
    panel.webview.options = { enableScripts: true, localResourceRoots: [root] };
    panel.webview.onDidReceiveMessage((message: Message<Host>) => this.receive(message));
    panel.onDidChangeViewState(() => {
      // A hidden page is thrown away (no retainContextWhenHidden): it says `ready` again when it is rebuilt.
      if (!panel.visible) this.isLive = false;
    });
    panel.onDidDispose(() => this.forget(panel));
    panel.webview.html = this.html(panel.webview, root);
  }

  private receive({ method, params }: Message<Host>): void {
    if (method === 'ready') this.isLive = true;
    const handler: unknown = this.host[method];
    if (typeof handler === 'function') handler.apply(this.host, params);
  }

  private forget(panel: vscode.WebviewPanel): void {
    if (this.panel !== panel) return;
    this.panel = undefined;
    this.isLive = false;
    this.closed.fire();
  }

  private html(webview: vscode.Webview, root: vscode.Uri): string {
    const at = (file: string) => webview.asWebviewUri(vscode.Uri.joinPath(root, file)).toString();
    return pageHtml({
      title: this.spec.title,
      scriptNonce: nonce(),
      styleNonce: nonce(),
      cspSource: webview.cspSource,
      script: at(`${this.spec.entry}.js`),
      style: at(`${this.spec.entry}.css`),
    });
  }
}

function nonce(): string {
  return randomBytes(16).toString('base64');
}
