import * as vscode from 'vscode';
import { findDefects } from './defects';
import { type Defect, type DefectCode, documentationOf } from './defects/defect';
import { DocumentDiagnostics } from './documentDiagnostics';
import { rangeIn, sourceOfDocument } from './documentSource';
import type { Parsers } from './grammars';
import type { Source } from './source';
import { hintCode } from './swapHints';

const severities: ReadonlyMap<string, vscode.DiagnosticSeverity> = new Map([
  ['error', vscode.DiagnosticSeverity.Error],
  ['warning', vscode.DiagnosticSeverity.Warning],
  ['information', vscode.DiagnosticSeverity.Information],
  ['hint', vscode.DiagnosticSeverity.Hint],
]);
/** Right as it is, only slower: never more than a word about it. */
const quiet: ReadonlySet<DefectCode> = new Set<DefectCode>(['composed-activation']);

/** Defects of activations in all open documents, as severe as the setting says. */
export function registerDefectDiagnostics(parsers: Parsers, log: vscode.LogOutputChannel): vscode.Disposable {
  return new DocumentDiagnostics({
    name: 'activation-lab-defects',
    section: 'activationLab.diagnostics',
    log,
    async find(document) {
      const setting = vscode.workspace
        .getConfiguration('activationLab', document)
        .get('diagnostics.severity', 'warning');
      const severity = severities.get(setting);
      const source = severity === undefined ? null : await sourceOfDocument(parsers, document);
      const defects = source ? await findDefects(parsers, source) : [];
      return defects.map((defect) => diagnosticOf(document, source, defect, severity));
    },
  });
}

/** The repairs of the defects that the editor asks about: the preferred ones, where nobody could have meant the defect. */
export async function fixesAt(
  parsers: Parsers,
  document: vscode.TextDocument,
  source: Source,
  diagnostics: readonly vscode.Diagnostic[],
): Promise<vscode.CodeAction[]> {
  const own = diagnostics.filter((each) => each.source === 'Activation Lab' && codeOf(each) !== hintCode);
  const defects = own.length > 0 ? await findDefects(parsers, source) : [];
  return defects.flatMap((defect) => {
    const range = rangeIn(document, source, defect);
    const diagnostic = own.find((each) => codeOf(each) === defect.code && each.range.isEqual(range));
    return diagnostic && defect.fix ? [fixOf(document, source, defect, diagnostic)] : [];
  });
}

function fixOf(
  document: vscode.TextDocument,
  source: Source,
  { fix }: Defect,
  diagnostic: vscode.Diagnostic,
): vscode.CodeAction {
  const action = new vscode.CodeAction(fix?.title ?? '', vscode.CodeActionKind.QuickFix);
  const edits = (fix?.edits ?? []).map((edit) => new vscode.TextEdit(rangeIn(document, source, edit), edit.newText));
  action.edit = new vscode.WorkspaceEdit();
  action.edit.set(document.uri, edits);
  action.diagnostics = [diagnostic];
  action.isPreferred = !fix?.isChoice;
  return action;
}

function diagnosticOf(
  document: vscode.TextDocument,
  source: Source | null,
  defect: Defect,
  severity: vscode.DiagnosticSeverity | undefined,
): vscode.Diagnostic {
  const most = quiet.has(defect.code) ? vscode.DiagnosticSeverity.Information : vscode.DiagnosticSeverity.Error;
  const shown = Math.max(severity ?? most, most);
  const diagnostic = new vscode.Diagnostic(rangeIn(document, source, defect), defect.message, shown);
  diagnostic.source = 'Activation Lab';
  diagnostic.code = { value: defect.code, target: vscode.Uri.parse(documentationOf(defect.code)) };
  return diagnostic;
}

function codeOf({ code }: vscode.Diagnostic): unknown {
  return typeof code === 'object' ? code.value : code;
}
