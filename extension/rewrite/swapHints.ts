import * as vscode from 'vscode';
import { type DocumentDetection, findDetections } from './documentDetections';
import { DocumentDiagnostics } from './documentDiagnostics';
import type { Parsers } from './grammars';

export const hintCode = 'could-be-telu';

/** "ReLU could be TeLU" under every ReLU that may be swapped: what makes the light bulb offer it at once. */
export function registerSwapHints(parsers: Parsers, log: vscode.LogOutputChannel): vscode.Disposable {
  return new DocumentDiagnostics({
    name: 'activation-lab',
    section: 'activationLab.swap.hints',
    log,
    async find(document) {
      const isOn = vscode.workspace.getConfiguration('activationLab', document).get('swap.hints', true);
      const found = isOn ? await findDetections(parsers, document) : [];
      return found
        .filter(({ activation, applicability }) => activation === 'relu' && applicability !== 'none')
        .map(hintFor);
    },
  });
}

function hintFor({ range }: DocumentDetection): vscode.Diagnostic {
  const hint = new vscode.Diagnostic(range, 'ReLU could be TeLU.', vscode.DiagnosticSeverity.Hint);
  hint.source = 'Activation Lab';
  hint.code = { value: hintCode, target: vscode.Uri.parse('https://arxiv.org/abs/2412.20269') };
  return hint;
}
