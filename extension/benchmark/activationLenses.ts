import {
  CodeLens,
  type CodeLensProvider,
  Disposable,
  EventEmitter,
  languages,
  type TextDocument,
  workspace,
} from 'vscode';
import { findActivation } from '../../kernels/activations';
import { activationLanguages, commands } from '../contributions';
import { findDetections } from '../rewrite/documentDetections';
import type { Parsers } from '../rewrite/grammars';

/** "ReLU | plot | benchmark" above the first activation of a line, quiet and only where something was found. */
class ActivationLenses implements CodeLensProvider {
  private readonly changed = new EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;

  constructor(private readonly parsers: Parsers) {}

  refresh(): void {
    this.changed.fire();
  }

  async provideCodeLenses(document: TextDocument): Promise<CodeLens[]> {
    if (!workspace.getConfiguration('activationLab', document).get<boolean>('codeLens')) return [];
    const seen = new Set<string>();
    const lenses: CodeLens[] = [];
    for (const { range, activation, title } of await findDetections(this.parsers, document)) {
      const place = `${range.start.line} ${activation}`;
      if (seen.has(place) || !findActivation(activation)) continue;
      seen.add(place);
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

export function registerActivationLenses(parsers: Parsers): { dispose(): void } {
  const lenses = new ActivationLenses(parsers);
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
