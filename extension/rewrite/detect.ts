import type { Detection } from './detection';
import { frameworks } from './frameworks';
import type { Framework, Reading } from './frameworks/framework';
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
  const candidates = frameworks.filter(({ languages, words }: Framework) => {
    return languages.includes(source.language) && words.test(source.text);
  });
  return candidates.length === 0
    ? use([])
    : parsers.withTree(source, (tree) => use(candidates.map((framework) => framework.read(tree))));
}
