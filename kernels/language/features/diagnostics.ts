import ts from '@typescript/typescript6';
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import type { CellModule } from '../cellModule';
import type { NotebookService } from '../notebookService';

/** "Cannot assign to 'n' because it is an import": to TypeScript every name of an earlier cell is one. */
const assignedToImport = 2632;

export interface CellDiagnostic {
  /** In the cell's offsets. */
  start: number;
  end: number;
  diagnostic: Omit<Diagnostic, 'range'>;
}

/** What is wrong in a cell beyond its syntax, which VS Code's own TypeScript service reports. */
export function diagnosticsOf({ service }: NotebookService, module: CellModule): CellDiagnostic[] {
  return service.getSemanticDiagnostics(module.fileName).flatMap((found) => {
    const start = (found.start ?? 0) - module.start;
    const message = messageOf(found, module);
    if (start < 0 || message === undefined) return [];
    const diagnostic = { message, code: found.code, source: 'ts', severity: severities[found.category] };
    return [{ start, end: start + (found.length ?? 0), diagnostic }];
  });
}

/** Undefined when it is no mistake in a notebook. */
function messageOf(found: ts.Diagnostic, module: CellModule): string | undefined {
  const message = ts.flattenDiagnosticMessageText(found.messageText, '\n');
  if (found.code !== assignedToImport) return message;
  const name = module.text.substr(found.start ?? 0, found.length ?? 0);
  const kind = module.visible.get(name)?.declaration.kind;
  if (kind === 'constant') return `Cannot assign to '${name}' because it is a constant.`;
  return kind === undefined || kind === 'import' ? message : undefined;
}

const severities: Record<ts.DiagnosticCategory, DiagnosticSeverity> = {
  [ts.DiagnosticCategory.Error]: DiagnosticSeverity.Error,
  [ts.DiagnosticCategory.Warning]: DiagnosticSeverity.Warning,
  [ts.DiagnosticCategory.Suggestion]: DiagnosticSeverity.Hint,
  [ts.DiagnosticCategory.Message]: DiagnosticSeverity.Information,
};
