import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type CompletionItem,
  type Connection,
  type Diagnostic,
  type Hover,
  type Location,
  type Position,
  type Range,
  type ReferenceParams,
  type RenameParams,
  ResponseError,
  type TextDocumentIdentifier,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { type CompletionData, completionsAt, resolveCompletion } from './features/completion';
import { hoverAt } from './features/hover';
import { installCommandFor } from './features/installCommand';
import { definitionsAt, referencesAt } from './features/navigation';
import { quickFixesAt } from './features/quickFixes';
import { type Replacement, renamableAt, renameAt } from './features/rename';
import { signatureAt } from './features/signature';
import type { OpenNotebooks } from './openNotebooks';
import type { Place, Stretch } from './place';
import { type DocumentOf, locationOf } from './positions';

interface Question {
  textDocument: TextDocumentIdentifier;
  position: Position;
}

/** The protocol's requests, each handed to the function that knows. */
export class Answers {
  constructor(
    private readonly notebooks: OpenNotebooks,
    private readonly documentOf: DocumentOf,
  ) {}

  register(connection: Connection): void {
    connection.onCompletion((question) => this.at(question, completionsAt) ?? []);
    connection.onCompletionResolve((item) => this.resolve(item));
    connection.onHover((question) => this.at(question, (place) => this.hover(place)) ?? null);
    connection.onSignatureHelp((question) => this.at(question, signatureAt) ?? null);
    connection.onDefinition(
      (question) => this.at(question, (place) => this.locations(place, definitionsAt(place))) ?? [],
    );
    connection.onReferences((question) => this.references(question));
    connection.onPrepareRename((question) => this.at(question, (place) => this.renamable(place)) ?? null);
    connection.onRenameRequest((question) => this.rename(question));
    connection.onCodeAction((question) => this.codeActions(question));
  }

  /** Undefined for a cell that the editor has not told of yet: the next key asks again. */
  private at<Answer>({ textDocument, position }: Question, answer: (place: Place) => Answer): Answer | undefined {
    const document = this.documentOf(textDocument.uri);
    const place = document && this.notebooks.placeOf(document.uri, document.offsetAt(position));
    return place && answer(place);
  }

  private resolve(item: CompletionItem): CompletionItem {
    const { cell, offset } = item.data as CompletionData;
    const place = this.notebooks.placeOf(cell, offset);
    return place ? resolveCompletion(place, item) : item;
  }

  private hover(place: Place): Hover | undefined {
    const answer = hoverAt(place);
    const range = answer?.stretch && this.locations(place, [answer.stretch])[0]?.range;
    return answer && { contents: answer.contents, ...(range ? { range } : {}) };
  }

  private references(question: ReferenceParams): Location[] {
    const { includeDeclaration } = question.context;
    const find = (place: Place) => this.locations(place, referencesAt(place, includeDeclaration));
    return this.at(question, find) ?? [];
  }

  private renamable(place: Place): Range | ResponseError | undefined {
    const found = renamableAt(place);
    return 'refusal' in found ? new ResponseError(0, found.refusal) : this.locations(place, [found])[0]?.range;
  }

  private rename(question: RenameParams): WorkspaceEdit | null {
    return this.at(question, (place) => this.editOf(place, renameAt(place, question.newName))) ?? null;
  }

  private codeActions({ textDocument, context }: CodeActionParams): CodeAction[] {
    return context.diagnostics.flatMap((diagnostic) => {
      const question = { textDocument, position: diagnostic.range.start };
      return this.at(question, (place) => this.repairsOf(place, diagnostic)) ?? [];
    });
  }

  private repairsOf(place: Place, diagnostic: Diagnostic): CodeAction[] {
    const document = this.documentOf(place.module.uri);
    if (!document || typeof diagnostic.code !== 'number') return [];
    const end = place.module.start + document.offsetAt(diagnostic.range.end);
    const shared = { kind: CodeActionKind.QuickFix, diagnostics: [diagnostic] };
    const fixes = quickFixesAt(place, end, diagnostic.code).map(({ title, replacements }): CodeAction => {
      return { title, ...shared, edit: this.editOf(place, replacements) };
    });
    const install = installCommandFor(place, end, diagnostic.code);
    return install ? [...fixes, { title: install.title, ...shared, command: install }] : fixes;
  }

  private locations({ notebook }: Place, stretches: readonly Stretch[]): Location[] {
    return stretches.flatMap((stretch) => locationOf(notebook, stretch, this.documentOf) ?? []);
  }

  private editOf(place: Place, replacements: readonly Replacement[]): WorkspaceEdit {
    const changes: Record<string, TextEdit[]> = {};
    for (const { stretch, newText } of replacements) {
      for (const { uri, range } of this.locations(place, [stretch])) {
        changes[uri] = [...(changes[uri] ?? []), { range, newText }];
      }
    }
    return { changes };
  }
}
