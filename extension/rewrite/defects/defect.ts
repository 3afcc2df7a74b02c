import type { OffsetRange, TextEdit } from '../detection';
import type { SourceTree } from '../grammars';
import type { RewriteLanguage } from '../source';

export type DefectCode =
  | 'telu-overflow'
  | 'xielu-slope'
  | 'xielu-weight-decay'
  | 'xielu-in-forward'
  | 'xielu-shared'
  | 'keras-untrained-activation'
  | 'composed-activation';

/** Something about activations in the text that goes wrong when it runs; README.md says what and why. */
export interface Defect extends OffsetRange {
  readonly code: DefectCode;
  /** What happens, why, what to do, in one or two sentences. */
  readonly message: string;
  readonly fix?: DefectFix;
}

export interface DefectFix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** Only a person knows whether it is wanted: never the preferred one. */
  readonly isChoice?: true;
}

/** One kind of defect in one file. */
export interface DefectRule {
  readonly languages: readonly RewriteLanguage[];
  /** Matches where the text may hold one: else it is not parsed. */
  readonly words: RegExp;
  find(tree: SourceTree): Defect[];
}

export const scripts: readonly RewriteLanguage[] = ['typescript', 'typescriptreact', 'javascript', 'javascriptreact'];

/** The section of README.md that explains the code. */
export function documentationOf(code: DefectCode): string {
  return `https://github.com/activation-lab/activation-lab/blob/main/extension/rewrite/defects/README.md#${code}`;
}
