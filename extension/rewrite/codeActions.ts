import * as vscode from 'vscode';
import { type ActivationId, titleOf } from './activationNames';
import { sourceOfCell } from './cells';
import { detect } from './detect';
import type { Applicability, Detection } from './detection';
import { judgeSwaps, planSwap } from './edits';
import type { Parsers } from './grammars';
import { fileSource, isRewriteLanguage, type Source } from './source';

/** The one place where the swap meets the editor: light bulb, hints, and detections for a CodeLens. */

export interface ActivationCodeActionDeps {
  readonly parsers: Parsers;
  /** Hints are computed in the background, where nobody would see a failure. */
  readonly log: Pick<vscode.LogOutputChannel, 'error'>;
}

export interface DocumentDetection {
  readonly activation: ActivationId;
  readonly title: string;
  readonly framework: string;
  readonly range: vscode.Range;
  readonly applicability: Applicability;
}

const selector: vscode.DocumentSelector = [
  'python',
  'typescript',
  'typescriptreact',
  'javascript',
  'javascriptreact',
].map((language) => ({ language }));
const rewriteKind = vscode.CodeActionKind.RefactorRewrite.append('activation');
const hintCode = 'could-be-telu';
/** Generated and minified files are not read: nobody swaps an activation there. */
const longestText = 2_000_000;

export function registerActivationCodeActions(
  context: Pick<vscode.ExtensionContext, 'subscriptions'>,
  { parsers, log }: ActivationCodeActionDeps,
): vscode.Disposable {
  const hints = new SwapHints(parsers, log);
  const provider = vscode.languages.registerCodeActionsProvider(selector, new SwapProvider(parsers), {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, rewriteKind],
  });
  const registration = vscode.Disposable.from(hints, provider);
  context.subscriptions.push(registration);
  return registration;
}

/** Every activation of a document that builds a network, in the order of the text. */
export async function findDetections(
  parsers: Parsers,
  document: vscode.TextDocument,
): Promise<readonly DocumentDetection[]> {
  const source = await sourceOf(parsers, document);
  const detections = source ? await detect(parsers, source) : [];
  return detections.map((detection) => ({
    activation: detection.activation,
    title: titleOf(detection.activation),
    framework: detection.framework,
    range: rangeIn(document, source, detection),
    applicability: detection.applicability,
  }));
}

class SwapAction extends vscode.CodeAction {
  constructor(
    kind: vscode.CodeActionKind,
    readonly document: vscode.TextDocument,
    /** Where the site starts in the document, and what stood there. */
    readonly site: { readonly offset: number; readonly activation: ActivationId },
    readonly target: ActivationId,
  ) {
    super(`Replace ${titleOf(site.activation)} with ${titleOf(target)}`, kind);
  }
}

class SwapProvider implements vscode.CodeActionProvider<SwapAction> {
  constructor(private readonly parsers: Parsers) {}

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
    token: vscode.CancellationToken,
  ): Promise<SwapAction[]> {
    const hint = context.diagnostics.find(({ code }) => typeof code === 'object' && code.value === hintCode);
    const asQuickFix = hint && (!context.only || context.only.contains(vscode.CodeActionKind.QuickFix));
    const isWanted = asQuickFix || !context.only || context.only.intersects(rewriteKind);
    const source = isWanted ? await sourceOf(this.parsers, document) : null;
    if (!source || token.isCancellationRequested) {
      return [];
    }
    const judged = await judgeSwaps(this.parsers, source, (found) => siteAt(document, source, range, found));
    if (!judged || token.isCancellationRequested) {
      return [];
    }
    const { detection, verdicts } = judged;
    const site = { offset: detection.start - source.editableFrom, activation: detection.activation };
    const actions = [...verdicts].map(([target, verdict]) => {
      const kind = asQuickFix ? vscode.CodeActionKind.QuickFix : rewriteKind.append(target);
      const action = new SwapAction(kind, document, site, target);
      if (asQuickFix) {
        action.diagnostics = [hint];
      }
      if (verdict.applicability === 'none') {
        action.disabled = { reason: verdict.reason ?? 'This site cannot be swapped.' };
      }
      return action;
    });
    return actions.filter(({ kind }) => !context.only || (kind && context.only.contains(kind)));
  }

  /** On the text as it is now, which may not be the one for which the menu opened. */
  async resolveCodeAction(action: SwapAction): Promise<SwapAction> {
    const { document, site, target } = action;
    const source = await sourceOf(this.parsers, document);
    if (source) {
      const isChosen = ({ start, activation }: Detection) =>
        start - source.editableFrom === site.offset && activation === site.activation;
      const { edits } = await planSwap(this.parsers, source, isChosen, target);
      action.edit = new vscode.WorkspaceEdit();
      action.edit.set(
        document.uri,
        edits.map((edit) => new vscode.TextEdit(rangeIn(document, source, edit), edit.newText)),
      );
    }
    return action;
  }
}

/** "ReLU could be TeLU" under every ReLU that may be swapped: what makes the light bulb offer it at once. */
class SwapHints implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection('activation-lab');
  readonly #pending = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #subscriptions: vscode.Disposable;

  constructor(
    private readonly parsers: Parsers,
    private readonly log: ActivationCodeActionDeps['log'],
  ) {
    this.#subscriptions = vscode.Disposable.from(
      this.#collection,
      vscode.workspace.onDidOpenTextDocument((document) => this.#schedule(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#schedule(document)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#forget(uri)),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('activationLab.swap.hints')) {
          this.#scheduleAll();
        }
      }),
    );
    this.#scheduleAll();
  }

  dispose(): void {
    for (const timer of this.#pending.values()) {
      clearTimeout(timer);
    }
    this.#subscriptions.dispose();
  }

  #scheduleAll(): void {
    for (const document of vscode.workspace.textDocuments) {
      this.#schedule(document);
    }
  }

  #schedule(document: vscode.TextDocument): void {
    if (vscode.languages.match(selector, document) > 0) {
      const key = document.uri.toString();
      clearTimeout(this.#pending.get(key));
      const refresh = () => this.#refresh(document).catch((error: Error) => this.log.error(error));
      this.#pending.set(key, setTimeout(refresh, 200));
    }
  }

  async #refresh(document: vscode.TextDocument): Promise<void> {
    this.#pending.delete(document.uri.toString());
    const isOn = vscode.workspace.getConfiguration('activationLab', document).get('swap.hints', true);
    const { version } = document;
    const found = isOn ? await findDetections(this.parsers, document) : [];
    if (document.version === version && !document.isClosed) {
      const hinted = found.filter(({ activation, applicability }) => activation === 'relu' && applicability !== 'none');
      this.#collection.set(document.uri, hinted.map(hintFor));
    }
  }

  #forget(uri: vscode.Uri): void {
    clearTimeout(this.#pending.get(uri.toString()));
    this.#pending.delete(uri.toString());
    this.#collection.delete(uri);
  }
}

function hintFor({ range }: DocumentDetection): vscode.Diagnostic {
  const hint = new vscode.Diagnostic(range, 'ReLU could be TeLU.', vscode.DiagnosticSeverity.Hint);
  hint.source = 'Activation Lab';
  hint.code = { value: hintCode, target: vscode.Uri.parse('https://arxiv.org/abs/2412.20269') };
  return hint;
}

/** The site under the selection; else the only one of its line, so that the bulb need not be aimed at. */
function siteAt(
  document: vscode.TextDocument,
  source: Source,
  range: vscode.Range,
  detections: readonly Detection[],
): Detection | undefined {
  const touched = detections.filter((each) => rangeIn(document, source, each).intersection(range));
  const onLine = detections.filter((each) => rangeIn(document, source, each).start.line === range.start.line);
  return touched[0] ?? (onLine.length === 1 ? onLine[0] : undefined);
}

async function sourceOf(parsers: Parsers, document: vscode.TextDocument): Promise<Source | null> {
  const { languageId } = document;
  const text = document.getText();
  if (!isRewriteLanguage(languageId) || text.length > longestText) {
    return null;
  }
  const notebook = vscode.workspace.notebookDocuments.find((each) =>
    each.getCells().some((cell) => cell.document === document),
  );
  if (!notebook) {
    return fileSource(text, languageId);
  }
  const cells = notebook.getCells();
  const earlier = cells.slice(
    0,
    cells.findIndex((cell) => cell.document === document),
  );
  const isPython = languageId === 'python';
  const sameLanguage = earlier.filter(({ document: { languageId: other } }) => {
    return isRewriteLanguage(other) && (other === 'python') === isPython;
  });
  return sourceOfCell(
    parsers,
    sameLanguage.map((cell) => cell.document.getText()),
    text,
    languageId,
  );
}

function rangeIn(
  document: vscode.TextDocument,
  source: Source | null,
  { start, end }: { start: number; end: number },
): vscode.Range {
  const before = source?.editableFrom ?? 0;
  return new vscode.Range(document.positionAt(start - before), document.positionAt(end - before));
}
