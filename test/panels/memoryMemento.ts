import type * as vscode from 'vscode';

/** A window's memory, without a window. */
export class MemoryMemento implements vscode.Memento {
  readonly kept = new Map<string, unknown>();

  keys(): readonly string[] {
    return [...this.kept.keys()];
  }

  get<T>(key: string, absent?: T): T | undefined {
    return (this.kept.get(key) as T | undefined) ?? absent;
  }

  async update(key: string, value: unknown): Promise<void> {
    // As VS Code stores it.
    this.kept.set(key, JSON.parse(JSON.stringify(value)));
  }
}
