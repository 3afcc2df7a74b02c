import { describe, expect, it } from 'vitest';
import { findDefects } from '../../extension/rewrite/defects';
import { fileSource, type RewriteLanguage } from '../../extension/rewrite/source';
import { swapFile } from '../../extension/rewrite/swapFile';
import { parsers } from './parsers';
import { swapPairs } from './swapPairs';

/** Real texts, cut and shuffled as a person or a merge leaves them: nothing throws, and edits never break a text. */

const extensions: Record<string, string> = {
  python: 'py',
  typescript: 'ts',
  javascript: 'js',
  json: 'json',
  notebook: 'ipynb',
};
const marks = [
  '<<<<<<< HEAD\n',
  '=======\n',
  '>>>>>>> theirs\n',
  '(',
  '}',
  '"',
  "'",
  '`',
  '\\',
  '\u0000',
  '\uFEFF',
  '\r',
  '“',
  '{ ',
  '/*',
];

/** Mulberry32: the same texts in every run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

function mutated(text: string, random: () => number): string {
  const at = () => Math.floor(random() * text.length);
  const [a, b] = [at(), at()].sort((x, y) => x - y) as [number, number];
  switch (Math.floor(random() * 5)) {
    case 0:
      return text.slice(0, a);
    case 1:
      return text.slice(0, a) + text.slice(b);
    case 2:
      return text.slice(0, a) + (marks[Math.floor(random() * marks.length)] ?? '') + text.slice(a);
    case 3:
      return text.slice(0, b) + text.slice(a);
    default:
      return text.slice(b) + text.slice(0, a);
  }
}

async function isValid(text: string, language: RewriteLanguage): Promise<boolean> {
  return parsers.withTree(fileSource(text, language), ({ root }) => !root.hasError);
}

const examples = swapPairs.filter(({ lang }) => extensions[lang]);

describe.each([1, 2, 3])('mutated texts, seed %d', (seed) => {
  const random = randomFrom(seed);
  it.each(examples.map(({ id, lang, before }) => [id, lang, before] as const))('%s', async (_, lang, before) => {
    const text = Array.from({ length: 1 + Math.floor(random() * 3) }).reduce<string>(
      (each) => mutated(each, random),
      before,
    );
    const path = `file.${extensions[lang]}`;
    for (const to of ['telu', 'gelu', 'xielu']) {
      const swap = await swapFile(parsers, path, text, { from: 'relu', to });
      expect((await swapFile(parsers, path, swap.text, { from: 'relu', to })).text).toBe(swap.text);
      if (swap.text === text || lang === 'notebook' || lang === 'json') continue;
      const language = lang as RewriteLanguage;
      if (await isValid(text, language)) expect(await isValid(swap.text, language)).toBe(true);
    }
    if (lang !== 'notebook') await findDefects(parsers, fileSource(text, lang as RewriteLanguage));
  });
});
