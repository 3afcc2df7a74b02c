import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { quantile } from '../../lab/benchRows';
import type { Cell } from '../../language/cell';
import { completionsAt } from '../../language/features/completion';
import { diagnosticsOf } from '../../language/features/diagnostics';
import { hoverAt } from '../../language/features/hover';
import { NotebookService } from '../../language/notebookService';
import { type Place, placeIn } from '../../language/place';

const cellCount = 150;
const rounds = 40;
const project = join(__dirname, '../../..');
const typesFolder = join(project, 'dist/language/types');

/** Prints how long the editor waits for an answer in a long notebook, after each key that was typed. */
export function benchLanguage(): void {
  if (!existsSync(join(typesFolder, 'activation-lab'))) {
    throw new Error('dist/language is missing. Run `npm run build`, then this again.');
  }
  const notebook = new NotebookService({ folder: join(project, 'notebooks'), typesFolder });
  const cells = longNotebook();
  const cold = timed(() => {
    notebook.update(cells);
    completionsAt(endOf(notebook, cells, cellCount - 1));
  });
  console.log(`${cellCount} cells, ${rounds} keys, milliseconds [median, 95 %]`);
  console.log(`first completion, everything loaded  ${cold.toFixed(0)}`);
  report('completion where a key was typed, last cell', notebook, cells, cellCount - 1, completionsAt);
  report('completion where a key was typed, middle cell', notebook, cells, cellCount / 2, completionsAt);
  report('completion where a key was typed, first cell', notebook, cells, 0, completionsAt);
  report('hover where a key was typed, middle cell', notebook, cells, cellCount / 2, hoverAt);
  report('errors of all cells after a key in the first', notebook, cells, 0, () => {
    for (const module of notebook.modules.all()) diagnosticsOf(notebook, module);
  });
  console.log(`memory of this process  ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`);
}

/** Each cell uses the two before it, the library and tfjs: what a real notebook does. */
function longNotebook(): Cell[] {
  const imports =
    "import * as tf from '@tensorflow/tfjs';\nimport * as lab from 'activation-lab';\nconst v0 = { n: 0 };";
  return Array.from({ length: cellCount }, (_, k) => {
    const before = Math.max(0, k - 1);
    const text = `const t${k} = lab.telu(tf.tensor([v${before}.n, ${k}]));\nconst v${k + 1} = { n: v${k}.n + 1, shape: t${k}.shape };\nfunction f${k}(a: typeof v${k}) { return a.n + v${before}.n; }\nf${k}(v${k});`;
    return { uri: `cell${k}`, languageId: 'typescript', text: k === 0 ? `${imports}\n${text}` : text };
  });
}

function report(
  label: string,
  notebook: NotebookService,
  cells: Cell[],
  typedIn: number,
  ask: (place: Place) => unknown,
): void {
  const samples = Array.from({ length: rounds }, (_, round) =>
    timed(() => {
      // Another letter of a name, as when someone types.
      const typed = cells.map((cell, k) =>
        k === typedIn ? { ...cell, text: `${cell.text}\nconst typed${round} = v0` } : cell,
      );
      notebook.update(typed);
      ask(endOf(notebook, typed, typedIn));
    }),
  );
  console.log(`${label}  ${quantile(samples, 0.5).toFixed(0)}, ${quantile(samples, 0.95).toFixed(0)}`);
}

/** After the `v` at the end of a cell. */
function endOf(notebook: NotebookService, cells: readonly Cell[], index: number): Place {
  const cell = cells[index];
  const place = cell && placeIn(notebook, cell.uri, cell.text.length - 1);
  if (!place) throw new Error(`The notebook has no cell ${index}.`);
  return place;
}

function timed(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}
