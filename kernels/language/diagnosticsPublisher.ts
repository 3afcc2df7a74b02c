import { setImmediate } from 'node:timers/promises';
import type { Diagnostic } from 'vscode-languageserver';
import { diagnosticsOf } from './features/diagnostics';
import type { NotebookService } from './notebookService';
import { type DocumentOf, rangeIn } from './positions';

type Publish = (cell: string, diagnostics: Diagnostic[]) => void;

/** Long enough for a word to be typed: what is half written is not wrong yet. */
const quiet = 300;

/** Checks a notebook when its user pauses, one cell at a time so that a completion need not wait for all of them. */
export class DiagnosticsPublisher {
  private readonly rounds = new Map<string, NodeJS.Timeout>();
  /** Cells by their notebook: what a cell showed must go when the cell does. */
  private readonly checked = new Map<string, ReadonlySet<string>>();

  constructor(
    private readonly documentOf: DocumentOf,
    private readonly publish: Publish,
  ) {}

  schedule(uri: string, service: NotebookService): void {
    clearTimeout(this.rounds.get(uri));
    this.clearAllBut(uri, new Set(service.modules.all().map((module) => module.uri)));
    const round = setTimeout(() => void this.check(uri, service, round), quiet);
    this.rounds.set(uri, round);
  }

  close(uri: string): void {
    clearTimeout(this.rounds.get(uri));
    this.rounds.delete(uri);
    this.clearAllBut(uri, new Set());
    this.checked.delete(uri);
  }

  private clearAllBut(notebook: string, cells: ReadonlySet<string>): void {
    for (const cell of this.checked.get(notebook) ?? []) if (!cells.has(cell)) this.publish(cell, []);
    this.checked.set(notebook, cells);
  }

  private async check(uri: string, service: NotebookService, round: NodeJS.Timeout): Promise<void> {
    for (const module of service.modules.all()) {
      const document = this.documentOf(module.uri);
      if (!document) continue;
      const found = diagnosticsOf(service, module);
      this.publish(
        module.uri,
        found.map(({ start, end, diagnostic }) => ({ ...diagnostic, range: rangeIn(document, start, end) })),
      );
      await setImmediate();
      if (this.rounds.get(uri) !== round) return;
    }
  }
}
