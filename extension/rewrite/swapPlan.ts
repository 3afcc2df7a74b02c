import * as vscode from 'vscode';
import type { ActivationId } from './activationNames';
import { detect } from './detect';
import type { TextEdit } from './detection';
import { languageOfFile } from './fileLanguage';
import type { Parsers } from './grammars';
import { cellsOfNotebookText } from './notebookText';
import { whyUnreadable } from './readable';
import { fileSource, isRewriteLanguage, type RewriteLanguage } from './source';
import { type Cell, swapCells } from './swapCells';
import { type SwapRequest, swapText, type TextSwap } from './swapText';

/** How many places of each activation a file has; roughly, since a notebook's cells are read one by one. */
export async function countIn(parsers: Parsers, uri: vscode.Uri): Promise<ReadonlyMap<ActivationId, number>> {
  const counts = new Map<ActivationId, number>();
  for (const { language, source } of await textsOf(uri)) {
    const isRead = !whyUnreadable(source);
    for (const { activation, applicability } of isRead ? await detect(parsers, fileSource(source, language)) : []) {
      if (applicability !== 'none') counts.set(activation, (counts.get(activation) ?? 0) + 1);
    }
  }
  return counts;
}

/** Edits of one document: a file, or a cell of a notebook. */
export interface DocumentPlan {
  readonly document: vscode.TextDocument;
  readonly edits: readonly TextEdit[];
  readonly safe: number;
  readonly left: number;
}

/** What the swap does to one file, on its documents as the editor has them, saved or not. */
export async function planFor(parsers: Parsers, uri: vscode.Uri, request: SwapRequest): Promise<DocumentPlan[]> {
  if (languageOfFile(uri.path) === 'notebook') {
    const notebook = await vscode.workspace.openNotebookDocument(uri);
    const code = notebook.getCells().flatMap(({ document }) => {
      const { languageId } = document;
      const language = isRewriteLanguage(languageId) ? languageId : null;
      return language ? [{ document, cell: { language, source: document.getText() } satisfies Cell }] : [];
    });
    const swaps = await swapCells(
      parsers,
      code.map(({ cell }) => cell),
      request,
    );
    return code.flatMap(({ document }, i) => (swaps[i] ? [planOf(document, swaps[i])] : []));
  }
  const document = await vscode.workspace.openTextDocument(uri);
  const language = isRewriteLanguage(document.languageId) ? document.languageId : undefined;
  const text = document.getText();
  if (!language || whyUnreadable(text)) return [];
  return [planOf(document, await swapText(parsers, text, (each) => fileSource(each, language), request))];
}

function planOf(document: vscode.TextDocument, { edits, sites }: TextSwap): DocumentPlan {
  const safe = sites.filter(({ applicability }) => applicability === 'safe').length;
  return { document, edits, safe, left: sites.length - safe };
}

async function textsOf(uri: vscode.Uri): Promise<{ language: RewriteLanguage; source: string }[]> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  const text = open?.getText() ?? new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  const language = languageOfFile(uri.path);
  if (language === 'notebook') {
    const cells = cellsOfNotebookText(text) ?? [];
    // Names of one cell mean something in the next: read as one text, which is only counted.
    return cells[0] ? [{ language: cells[0].language, source: cells.map(({ source }) => source).join('\n') }] : [];
  }
  return language ? [{ language, source: text }] : [];
}
