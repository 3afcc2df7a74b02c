/** What the hooks thread asks of the kernel's main thread. */
export type HookQuestion =
  | { kind: 'resolve'; specifier: string; parent?: string }
  | { kind: 'load'; url: string; json: boolean };

/** null: nothing of ours, Node decides. */
export type HookAnswer = { url: string; format?: string; source?: string } | null;
