import type { Message } from '../extension/panels/protocol';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** May be acquired once in a page's life. */
const vscode = acquireVsCodeApi();

export function post<Host>(message: Message<Host>): void {
  vscode.postMessage(message);
}

/** Calls `page` for every notification of the host; says `ready` when it listens. */
export function connect<Page extends object>(page: Page): void {
  window.addEventListener('message', ({ data }: MessageEvent<Message<Page>>) => {
    const handler: unknown = Reflect.get(page, data.method);
    if (typeof handler === 'function') handler.apply(page, data.params);
  });
  vscode.postMessage({ method: 'ready', params: [] });
}

/** What the user chose on this page: survives hiding and a reload of the window, not closing the panel. */
export function recall<State extends object>(defaults: State): State {
  const kept = vscode.getState();
  return { ...defaults, ...(typeof kept === 'object' ? kept : {}) };
}

export function remember(state: object): void {
  vscode.setState(state);
}
