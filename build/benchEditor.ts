import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { quantile } from '../kernels/lab/benchRows';
import { openWorkbench, type Workbench } from './editor/workbench';
import { removeFolder, temporaryFolder } from './temporaryFolder';

const rounds = 5;
const lines = 100_000;
const name = 'bench.ipynb';
const sources = ["'answer ' + 6 * 7", `for (let i = 1; i <= ${lines}; i++) console.log('line ' + i)`];

/**
 * `npm run bench -- editor`: what a person waits for in the real editor, in a browser without a screen: from the Run
 * button to the words on the page, and how long the window stood still meanwhile.
 */
export async function benchEditor(): Promise<void> {
  const folder = temporaryFolder('bench');
  writeFileSync(path.join(folder, name), notebookOf(sources));
  const workbench = await openWorkbench({ folder, openFile: name });
  const figures = new Map<string, number[]>();
  try {
    await workbench.page.locator('.kernel-label', { hasText: 'Activation Lab' }).waitFor({ timeout: 120_000 });
    for (let round = 0; round < rounds; round++) {
      if (round > 0) await workbench.runCommand('Activation Lab: Restart Kernel');
      note(figures, 'the first result, kernel not started', await shown(workbench, 0, 'answer 42'));
      note(figures, 'the next result', await shown(workbench, 0, 'answer 42'));
      note(figures, `the last of ${lines} lines`, await shown(workbench, 1, `line ${lines}`));
    }
    for (const [what, values] of figures) report(what, values);
    console.log(`${await linesSaved(workbench)} of ${lines} lines stand in the saved notebook`);
  } finally {
    await workbench.close();
    removeFolder(folder);
  }
}

interface Wait {
  milliseconds: number;
  /** The longest time between two frames of the window. */
  stoodStill: number;
}

/** From the press to the moment when the words stand on the page, anew. */
async function shown(workbench: Workbench, index: number, words: string): Promise<Wait> {
  const { page } = workbench;
  const cell = page.locator(`.code-cell-row[data-index="${index}"]`).filter({ visible: true }).last();
  await cell.hover();
  const button = cell.locator('.run-button-container .codicon-notebook-execute');
  await button.waitFor();
  await clearOutputs(workbench);
  await cell.hover();
  await page.evaluate(watchFrames);
  const startedAt = performance.now();
  await button.click({ force: true });
  while (!(await isShown(workbench, words))) await page.waitForTimeout(5);
  const milliseconds = performance.now() - startedAt;
  return { milliseconds, stoodStill: await page.evaluate<number>('longestFrame') };
}

/** Runs in the page. */
const watchFrames = `
  longestFrame = 0
  if (!globalThis.lastFrame) {
    lastFrame = performance.now()
    const look = (now) => {
      longestFrame = Math.max(longestFrame, now - lastFrame)
      lastFrame = now
      requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  }`;

async function clearOutputs(workbench: Workbench): Promise<void> {
  await workbench.runCommand('Notebook: Clear All Outputs');
  while (await isShown(workbench, '')) await workbench.page.waitForTimeout(50);
}

async function isShown({ page }: Workbench, words: string): Promise<boolean> {
  const found = `[...document.querySelectorAll('.output_container')].some(
    (output) => output.offsetHeight > 0 && output.textContent.includes(${JSON.stringify(words)}))`;
  const answers = page.frames().map((frame) => frame.evaluate<boolean>(found).catch(() => false));
  return (await Promise.all(answers)).includes(true);
}

async function linesSaved(workbench: Workbench): Promise<number> {
  await workbench.runCommand('File: Save');
  await workbench.page.locator('.tab.dirty').waitFor({ state: 'detached' });
  const { cells } = JSON.parse(readFileSync(path.join(workbench.folder, name), 'utf8'));
  const text = cells[1].outputs.flatMap((output: { text?: string[] }) => output.text ?? []).join('');
  return text.split('\n').filter((line: string, index: number) => line === `line ${index + 1}`).length;
}

function note(figures: Map<string, number[]>, what: string, { milliseconds, stoodStill }: Wait): void {
  const add = (label: string, value: number) => figures.set(label, [...(figures.get(label) ?? []), value]);
  add(`from Run to ${what}`, milliseconds);
  add(`  the window stood still on the way to ${what}`, stoodStill);
}

function report(what: string, values: readonly number[]): void {
  const at = (share: number) => quantile([...values], share).toFixed(0);
  console.log(`${what.padEnd(80)} ${at(0.5).padStart(6)} ms  (${at(0)} … ${at(1)}, N = ${values.length})`);
}

function notebookOf(texts: readonly string[]): string {
  const cells = texts.map((source, index) => ({
    cell_type: 'code',
    id: `c${index}`,
    metadata: {},
    source: [source],
    outputs: [],
    execution_count: null,
  }));
  return JSON.stringify({ cells, metadata: { language_info: { name: 'typescript' } }, nbformat: 4, nbformat_minor: 5 });
}
