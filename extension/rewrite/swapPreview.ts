import * as vscode from 'vscode';
import type { TextEdit } from './detection';
import { finishNotebooks } from './finishNotebooks';
import type { DocumentPlan } from './swapPlan';
import { applyEdits, editBetween, joinByPlace } from './textEdits';
import { completed, tickedIn } from './tickedEdits';

/** One edit for everything, so that one undo takes it back. */
export async function applySwap(plans: readonly DocumentPlan[]): Promise<void> {
  if (await apply(edited(plans, () => undefined))) await finishNotebooks(plans.map(({ document }) => document));
}

/** The refactor preview, grouped by what is swapped; nothing is ticked there at first. */
export async function applyPreview(plans: readonly DocumentPlan[], title: string): Promise<void> {
  const shown = plans.map((plan) => ({ ...plan, edits: joinByPlace(plan.document.getText(), plan.edits) }));
  const befores = shown.map(({ document }) => document.getText());
  const preview = edited(shown, ({ isAround }) => {
    return { needsConfirmation: true, label: isAround ? `${title}: definitions and imports` : title };
  });
  if (!(await apply(preview))) return;
  const completing = await completionOf(shown, befores);
  if (completing.length > 0) await apply(edited(completing, () => undefined));
  const documents = await Promise.all(shown.map(({ document }) => vscode.workspace.openTextDocument(document.uri)));
  await finishNotebooks(documents.filter((document, i) => document.getText() !== befores[i]));
}

/** As after a rename, VS Code saves the files that it changes. */
function apply(edit: vscode.WorkspaceEdit): Thenable<boolean> {
  return vscode.workspace.applyEdit(edit, { isRefactoring: true });
}

/**
 * Whoever ticks a place alone gets the definition that it needs as well, which in a notebook stands in another cell. It is
 * an undo step of its own: VS Code joins edits in one step only if they come in one call.
 */
async function completionOf(plans: readonly DocumentPlan[], befores: readonly string[]): Promise<DocumentPlan[]> {
  const outcomes = await Promise.all(
    plans.map(async (plan, i) => {
      // The editor may have let go of it while the preview was open.
      const document = await vscode.workspace.openTextDocument(plan.document.uri);
      const [before, now] = [befores[i] ?? '', document.getText()];
      return { plan: { ...plan, document }, before, now, ticked: tickedIn(before, plan.edits, now) };
    }),
  );
  const swapped = outcomes.filter(({ plan, ticked }) => plan.edits.some(({ isAround }, i) => !isAround && ticked?.[i]));
  const files = new Set(swapped.map(({ plan }) => plan.document.uri.path));
  return outcomes.flatMap(({ plan, before, now, ticked }) => {
    const wanted = ticked ? completed(plan.edits, ticked, files.has(plan.document.uri.path)) : [];
    const after = ticked ? applyEdits(before, wanted) : now;
    return after === now ? [] : [{ ...plan, edits: [editBetween(now, after)] }];
  });
}

function edited(
  plans: readonly DocumentPlan[],
  metadataOf: (edit: TextEdit) => vscode.WorkspaceEditEntryMetadata | undefined,
): vscode.WorkspaceEdit {
  const result = new vscode.WorkspaceEdit();
  for (const { document, edits } of plans) {
    for (const edit of edits) {
      const range = new vscode.Range(document.positionAt(edit.start), document.positionAt(edit.end));
      result.replace(document.uri, range, edit.newText, metadataOf(edit));
    }
  }
  return result;
}
