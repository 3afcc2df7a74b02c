import type { Parsers } from '../grammars';
import type { Source } from '../source';
import { composedActivation } from './composedActivation';
import type { Defect, DefectRule } from './defect';
import { isIgnored } from './ignored';
import { teluOverflow } from './teluOverflow';
import { xieluInForward } from './xieluInForward';
import { xieluShared } from './xieluShared';
import { xieluSlope } from './xieluSlope';
import { kerasUntrained, xieluWeightDecay } from './xieluTraining';

const rules: readonly DefectRule[] = [
  ...teluOverflow,
  ...xieluSlope,
  xieluWeightDecay,
  xieluInForward,
  xieluShared,
  kerasUntrained,
  composedActivation,
];

/** Every defect of the text that no comment beside it excuses, in the order of the text; parsed once if at all. */
export async function findDefects(parsers: Parsers, source: Source): Promise<Defect[]> {
  const candidates = rules.filter(({ languages, words }) => {
    return languages.includes(source.language) && words.test(source.text);
  });
  if (candidates.length === 0) {
    return [];
  }
  return parsers.withTree(source, (tree) =>
    candidates
      .flatMap((rule) => rule.find(tree))
      .filter(({ start, code }) => !isIgnored(source.text, start, code))
      .sort((a, b) => a.start - b.start),
  );
}
