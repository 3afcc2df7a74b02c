import * as vscode from 'vscode';
import { activationLanguages } from '../contributions';
import { type ActivationId, titleOf } from './activationNames';
import { fixesAt } from './defectFixes';
import type { Detection } from './detection';
import { linesOf, rangeIn, siteAt, sourceOfDocument } from './documentSource';
import { judgeSwaps, planSwap } from './edits';
import type { Parsers } from './grammars';
import { offeredTargets } from './offeredTargets';
import type { Source } from './source';
import { hintCode } from './swapHints';

/** Never below `source.fixAll`: settings that fix on save would swap people's activations silently. */
const rewriteKind = vscode.CodeActionKind.RefactorRewrite.append('activation');

/** The light bulb: every swap of the site under it, and the repair of a defect. */
export function registerActivationCodeActions(parsers: Parsers): vscode.Disposable {
  const selector = activationLanguages.map((language) => ({ language }));
  return vscode.languages.registerCodeActionsProvider(selector, new SwapProvider(parsers), {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, rewriteKind],
  });
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

class SwapProvider implements vscode.CodeActionProvider<vscode.CodeAction> {
  constructor(private readonly parsers: Parsers) {}

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeAction[]> {
    const isWanted = (kind: vscode.CodeActionKind) => !context.only || context.only.intersects(kind);
    if (!isWanted(vscode.CodeActionKind.QuickFix) && !isWanted(rewriteKind)) {
      return [];
    }
    const source = await sourceOfDocument(this.parsers, document);
    if (!source || token.isCancellationRequested) {
      return [];
    }
    const fixes = await fixesAt(this.parsers, document, source, context.diagnostics);
    const swaps = await this.#swapsAt(document, linesOf(document, source, range), range, context);
    const all = [...fixes, ...swaps];
    return all.filter(({ kind }) => !context.only || (kind && context.only.contains(kind)));
  }

  async #swapsAt(
    document: vscode.TextDocument,
    source: Source,
    range: vscode.Range,
    context: vscode.CodeActionContext,
  ): Promise<SwapAction[]> {
    const judged = await judgeSwaps(
      this.parsers,
      source,
      (found) => siteAt(document, source, range, found),
      (activation) => offeredTargets(activation, document),
    );
    if (!judged) {
      return [];
    }
    const hint = context.diagnostics.find(({ code }) => typeof code === 'object' && code.value === hintCode);
    const asQuickFix = hint && (!context.only || context.only.contains(vscode.CodeActionKind.QuickFix));
    const { detection, verdicts } = judged;
    const site = { offset: detection.start - source.editableFrom, activation: detection.activation };
    return [...verdicts].map(([target, verdict]) => {
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
  }

  /** On the text as it is now, which may not be the one for which the menu opened. */
  async resolveCodeAction(action: vscode.CodeAction): Promise<vscode.CodeAction> {
    const source = action instanceof SwapAction ? await sourceOfDocument(this.parsers, action.document) : null;
    if (action instanceof SwapAction && source) {
      const { document, site, target } = action;
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
