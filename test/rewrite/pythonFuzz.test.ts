import { expect, it } from 'vitest';
import { detect } from '../../extension/rewrite/detect';
import { planSwap } from '../../extension/rewrite/edits';
import { fileSource } from '../../extension/rewrite/source';
import { applyEdits } from '../../extension/rewrite/textEdits';
import { parsers } from './parsers';
import { swapPairs } from './swapPairs';

/** Files as people have them in the middle of their work: the swap must neither throw nor make them worse. */

const texts = swapPairs.filter(({ lang }) => lang === 'python').map(({ before }) => before);
const targets = ['telu', 'xielu', 'gelu_tanh', 'silu', 'logish', 'prelu', 'relu'];
const junk = [
  '(',
  ')',
  ']',
  ':',
  '"',
  "'",
  '"""',
  '\n',
  '\t',
  '    ',
  'def ',
  'class X:',
  '<<<<<<< HEAD\n',
  '=======\n',
  ',',
  '\\',
  '#',
  'é',
  '\u{1f600}',
  '\0',
  'lambda ',
  '@',
  '*',
];

/** The same numbers in every run (mulberry32). */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

function mutated(random: (below: number) => number): string {
  let text = texts[random(texts.length)] ?? '';
  for (let changes = 1 + random(3); changes > 0; changes--) {
    const at = random(text.length + 1);
    const other = texts[random(texts.length)] ?? '';
    const from = random(other.length + 1);
    const changed = [
      () => text.slice(0, at) + text.slice(at + 1 + random(30)),
      () => text.slice(0, at) + (junk[random(junk.length)] ?? '') + text.slice(at),
      () => text.slice(0, at) + other.slice(from, from + random(200)) + text.slice(at),
      () => text.slice(0, at),
      () => text.replaceAll('\n', '\r\n'),
      () => `${other}\n${text}`,
    ];
    text = changed[random(changed.length)]?.() ?? text;
  }
  return text;
}

it('never throws, never breaks a file that parses, never edits a broken statement', async () => {
  const random = generator(20261122);
  let edited = 0;
  for (let round = 0; round < 600; round++) {
    const text = mutated(random);
    const source = fileSource(text, 'python');
    const target = targets[random(targets.length)] ?? 'telu';
    const sites = await detect(parsers, source);
    const isChosen = (_: unknown, { applicability }: { applicability: string }) => applicability !== 'none';
    const { edits } = await planSwap(parsers, source, isChosen, target);
    if (edits.length === 0) continue;
    edited++;
    const swapped = applyEdits(source.text, edits);
    const errors = (content: string) =>
      parsers.withTree(fileSource(content, 'python'), ({ root }) => root.descendantsOfType('ERROR').length);
    expect(await errors(swapped), `round ${round}, ${target}:\n${text}\n→\n${swapped}`).toBeLessThanOrEqual(
      await errors(text),
    );
    expect(sites.every(({ start, end }) => start < end && end <= text.length)).toBe(true);
  }
  expect(edited).toBeGreaterThan(100);
});

it('reads 20,000 lines, a merge conflict, and bytes that are no Python', async () => {
  const long = `import torch.nn as nn\n${'act = nn.ReLU()\n'.repeat(20_000)}`;
  expect(await detect(parsers, fileSource(long, 'python'))).toHaveLength(20_000);
  const conflict =
    'from torch import nn\n<<<<<<< HEAD\nact = nn.ReLU()\n=======\nact = nn.GELU()\n>>>>>>> other\nlast = nn.SiLU()\n';
  await expect(detect(parsers, fileSource(conflict, 'python'))).resolves.toBeDefined();
  const bytes = Array.from({ length: 100_000 }, (_, i) => String.fromCharCode((i * 7919) % 65_536)).join('');
  await expect(detect(parsers, fileSource(`import torch\n${bytes}ReLU relu "relu"`, 'python'))).resolves.toBeDefined();
});
