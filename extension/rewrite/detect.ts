import type { Detection } from './detection';
import { frameworks } from './frameworks';
import type { Reading } from './frameworks/framework';
import type { Parsers } from './grammars';
import type { Source } from './source';

/** Every activation that the text builds, calls or names, in the order of the text. */
export async function detect(parsers: Parsers, source: Source): Promise<readonly Detection[]> {
  return withReadings(parsers, source, (readings) => {
    return readings.flatMap(({ detections }) => detections).sort((a, b) => a.start - b.start);
  });
}

/** The text as each framework that it may use sees it; parsed only if a telling word occurs. */
export async function withReadings<Result>(
  parsers: Parsers,
  source: Source,
  use: (readings: readonly Reading[]) => Result,
): Promise<Result> {
  const candidates = frameworks.filter(({ languages, words }) => {
    return languages.includes(source.language) && words.test(source.text);
  });
  const texts = candidates.flatMap((framework) => ('readText' in framework ? framework.readText(source) : []));
  const trees = candidates.flatMap((framework) => ('read' in framework ? framework : []));
  return trees.length === 0
    ? use(texts)
    : parsers.withTree(source, (tree) => use([...texts, ...trees.map((framework) => framework.read(tree))]));
}
