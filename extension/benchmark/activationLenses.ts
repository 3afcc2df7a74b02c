import {
  CodeLens,
  type CodeLensProvider,
  Disposable,
  EventEmitter,
  languages,
  type TextDocument,
  workspace,
} from 'vscode';
import { getActivation } from '../../kernels/activations';
import { activationLanguages, commands } from '../contributions';
import { findDetections } from '../rewrite/codeActions';

/** "ReLU | plot | benchmark" above the first activation of a line, quiet and only where something was found. */
class ActivationLenses implements CodeLensProvider {
  private readonly changed = new EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;

  refresh(): void {
    this.changed.fire();
  }

  async provideCodeLenses(document: TextDocument): Promise<CodeLens[]> {
    if (!workspace.getConfiguration('activationLab', document).get<boolean>('codeLens')) return [];
    const seen = new Set<string>();
    const lenses: CodeLens[] = [];
    for (const { range, activation } of await findDetections(document)) {
      const place = `${range.start.line} ${activation}`;
      if (seen.has(place)) continue;
      seen.add(place);
      const { title } = getActivation(activation);
      lenses.push(
        new CodeLens(range, {
          title: `${title} · plot`,
          command: commands.showDerivatives.command,
          arguments: [activation],
        }),
        new CodeLens(range, { title: 'benchmark', command: commands.benchmark.command, arguments: [activation] }),
      );
    }
    return lenses;
  }
}

export function registerActivationLenses(): { dispose(): void } {
  const lenses = new ActivationLenses();
  const registrations = [
    languages.registerCodeLensProvider(
      activationLanguages.map((language) => ({ language })),
      lenses,
    ),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('activationLab.codeLens')) lenses.refresh();
    }),
  ];
  return Disposable.from(...registrations);
}
