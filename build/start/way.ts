/** What every way of opening VS Code is told. */
export interface StartRequest {
  readonly notebook: string;
  readonly folder: string;
  readonly port: number;
  /** Whether a browser window may be opened by itself. */
  readonly mayOpenBrowser: boolean;
}

/** One way of opening VS Code with the extension. */
export interface Way {
  readonly name: string;
  /** Why this way is not for this machine, in words for the user; nothing when it is worth trying. */
  unsuitable(): Promise<string | undefined>;
  /** Resolves when VS Code is open and nothing is left to wait for; rejects, with the reason, for the next way. */
  open(request: StartRequest): Promise<void>;
}

export function hasDisplay(): boolean {
  if (process.platform === 'darwin' || process.platform === 'win32') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}
