import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { judgeSwaps } from '../extension/rewrite/edits';
import { ignoredFolders, languageOfFile } from '../extension/rewrite/fileLanguage';
import { loadParsers } from '../extension/rewrite/grammars';
import { fileSource, type RewriteLanguage, type Source } from '../extension/rewrite/source';
import { swapFile } from '../extension/rewrite/swapFile';
import { inProject } from './projectPaths';

/** `npm run bench -- swaps [FOLDER]`: how long the light bulb takes on long files, and a search over a folder. */
export async function benchSwaps(folder = inProject()): Promise<void> {
  for (const lines of [2000, 20_000]) {
    await bulb('python', pythonFile(lines), lines);
    await bulb('typescript', typeScriptFile(lines), lines);
  }
  await search(folder);
}

/** After a key the text must be parsed; where only the cursor moved, the tree is there already. */
async function bulb(language: RewriteLanguage, text: string, lines: number): Promise<void> {
  const parsers = loadParsers(inProject('dist', 'extension', 'grammars'));
  const comment = language === 'python' ? '#' : '//';
  const afterKey: number[] = [];
  const afterMove: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const source = sourceAtMiddle(`${text}${comment}${round}\n`, language);
    for (const times of [afterKey, afterMove]) {
      const started = performance.now();
      await judgeSwaps(parsers, source, ([found]) => found);
      times.push(performance.now() - started);
    }
  }
  // The first parse loads the grammar: the editor has done that when a file was opened.
  report(`light bulb, ${language}, ${lines} lines, after a key`, afterKey.slice(1));
  report(`light bulb, ${language}, ${lines} lines, after a move`, afterMove.slice(1));
}

/** Searched in the line of the ReLU nearest to the middle. */
function sourceAtMiddle(text: string, language: RewriteLanguage): Source {
  const middle = Math.floor(text.length / 2);
  const start = middle + text.slice(middle).search(/relu/i);
  const searched = { start: text.lastIndexOf('\n', start), end: text.indexOf('\n', start) };
  return { ...fileSource(text, language), searched };
}

const rounds = 21;

async function search(folder: string): Promise<void> {
  const parsers = loadParsers(inProject('dist', 'extension', 'grammars'));
  const files = filesIn(folder);
  const started = performance.now();
  let sites = 0;
  for (const file of files) {
    sites += (await swapFile(parsers, file, readFileSync(file, 'utf8'), { from: 'relu', to: 'telu' })).sites.length;
  }
  const seconds = (performance.now() - started) / 1000;
  const rate = (files.length / seconds).toFixed(0);
  console.log(`search of ${folder}: ${files.length} files, ${sites} sites, ${seconds.toFixed(2)} s, ${rate} files/s`);
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return ignoredFolders.includes(entry.name) ? [] : filesIn(file);
    return entry.isFile() && languageOfFile(entry.name) && statSync(file).size > 0 ? [file] : [];
  });
}

/** Blocks as people write them, one ReLU in ten lines. */
function pythonFile(lines: number): string {
  const block = (i: number) => `

class Block${i}(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.linear = nn.Linear(width, width)
        self.act = nn.ReLU(inplace=True)

    def forward(self, x):
        return self.act(self.linear(x))
`;
  return `import torch\nfrom torch import nn\n${Array.from({ length: lines / 10 }, (_, i) => block(i)).join('')}`;
}

function typeScriptFile(lines: number): string {
  const block = (i: number) => `
export function block${i}(width: number): tf.Sequential {
  const model = tf.sequential();
  model.add(tf.layers.dense({ units: width, activation: 'relu', inputShape: [width] }));
  model.add(tf.layers.dropout({ rate: 0.1 }));
  model.add(tf.layers.dense({ units: width }));
  model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
  return model;
}
`;
  return `import * as tf from '@tensorflow/tfjs';\n${Array.from({ length: lines / 10 }, (_, i) => block(i)).join('')}`;
}

function report(what: string, times: readonly number[]): void {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(1);
  console.log(`${what}: median ${at(0.5)} ms, slowest ${at(1)} ms of ${times.length}`);
}
