import { vi } from 'vitest';

/** As much of the editor as the panels touch: panels that can be hidden, closed and revived, and what they were sent. */
export class FakePanel {
  visible = true;
  sent: unknown[] = [];
  revealed: unknown[][] = [];
  private readonly closing: (() => void)[] = [];
  private readonly viewChanges: (() => void)[] = [];
  private receive: (message: unknown) => void = () => {};
  readonly webview = {
    html: '',
    options: {},
    cspSource: 'https://editor.test',
    asWebviewUri: (uri: unknown) => uri,
    postMessage: async (message: unknown) => this.sent.push(message) > 0,
    onDidReceiveMessage: (listener: (message: unknown) => void) => {
      this.receive = listener;
    },
  };

  constructor(
    readonly viewType: string,
    readonly place?: unknown,
  ) {}

  onDidDispose(listener: () => void): void {
    this.closing.push(listener);
  }

  onDidChangeViewState(listener: () => void): void {
    this.viewChanges.push(listener);
  }

  reveal(...params: unknown[]): void {
    this.revealed.push(params);
  }

  dispose(): void {
    for (const listener of this.closing) listener();
  }

  /** The page says something. */
  say(method: string, ...params: unknown[]): void {
    this.receive({ method, params });
  }

  setVisible(visible: boolean): void {
    this.visible = visible;
    for (const listener of this.viewChanges) listener();
  }

  methods(): unknown[] {
    return this.sent.map((message) => (message as { method: string }).method);
  }
}

interface Serializer {
  deserializeWebviewPanel(panel: FakePanel): Promise<void>;
}

export const editor = {
  panels: [] as FakePanel[],
  serializers: new Map<string, Serializer>(),
  saveTo: undefined as string | undefined,
  written: new Map<string, string>(),
  messages: [] as string[],
  diskError: undefined as string | undefined,
};

export function resetEditor(): void {
  Object.assign(editor, { panels: [], saveTo: undefined, messages: [], diskError: undefined });
  editor.serializers.clear();
  editor.written.clear();
}

class FakeEmitter<T> {
  private readonly listeners = new Set<(value: T) => void>();
  readonly event = (listener: (value: T) => void) => {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  };
  fire(value: T): void {
    for (const listener of this.listeners) listener(value);
  }
  dispose(): void {
    this.listeners.clear();
  }
}

/** For vi.mock('vscode', …). */
export function fakeVscode() {
  return {
    EventEmitter: FakeEmitter,
    ViewColumn: { Beside: -2 },
    Uri: { joinPath: (base: unknown, ...parts: string[]) => [base, ...parts].join('/') },
    window: {
      createWebviewPanel: (viewType: string, _title: string, place: unknown) => {
        const panel = new FakePanel(viewType, place);
        editor.panels.push(panel);
        return panel;
      },
      registerWebviewPanelSerializer: (viewType: string, serializer: Serializer) => {
        editor.serializers.set(viewType, serializer);
        return { dispose: () => editor.serializers.delete(viewType) };
      },
      showSaveDialog: async () => editor.saveTo,
      showInformationMessage: (text: string) => editor.messages.push(text),
      showErrorMessage: (text: string) => editor.messages.push(text),
    },
    workspace: {
      asRelativePath: (uri: string) => uri,
      fs: {
        writeFile: vi.fn(async (uri: string, content: Uint8Array) => {
          if (editor.diskError) throw new Error(editor.diskError);
          editor.written.set(uri, new TextDecoder().decode(content));
        }),
      },
    },
  };
}
