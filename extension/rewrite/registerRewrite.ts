import * as vscode from 'vscode';
import { registerActivationHover } from './activationHover';
import { registerActivationCodeActions } from './codeActions';
import { registerDefectDiagnostics } from './defectFixes';
import type { Parsers } from './grammars';
import { registerSwapHints } from './swapHints';

/** What the editor shows by itself about activations in code: light bulb, hints, defects, hover. */
export function registerRewrite(parsers: Parsers, log: vscode.LogOutputChannel): vscode.Disposable {
  return vscode.Disposable.from(
    registerActivationCodeActions(parsers),
    registerSwapHints(parsers, log),
    registerDefectDiagnostics(parsers, log),
    registerActivationHover(parsers),
  );
}
