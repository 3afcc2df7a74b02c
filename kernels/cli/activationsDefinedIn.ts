import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { WrittenActivation } from '../activations/writtenActivation';
import { KernelClient } from '../client/kernelClient';
import { languageOf, parseNotebook, sourceOf } from '../notebook/ipynb';
import type { CellLanguage } from '../notebook/wire';

interface Code {
  readonly source: string;
  readonly language: CellLanguage;
  /** As an editor shows it: text cells count too. */
  readonly number: number;
}

/** What a notebook or a module defines with `lab.defineActivation`, in order: it is run in a kernel of its own. */
export async function activationsDefinedIn(file: string, kernelDirectory: string): Promise<WrittenActivation[]> {
  const absolute = path.resolve(file);
  const cells = await codeOf(absolute);
  // Relative names mean what they mean in the file.
  const notebookPath = path.join(path.dirname(absolute), 'activations.ipynb');
  const kernel = await KernelClient.start({ kernelDirectory, notebookPath });
  const defined: WrittenActivation[] = [];
  kernel.on('activation', (activation) => defined.push(activation));
  try {
    for (const { source, language, number } of cells) {
      const id = String(number);
      const request = { executionId: id, cellId: id, cellNumber: number, language, source };
      const reply = await kernel.execute(request);
      if (reply.status !== 'ok') throw new Error(`Cell ${number} failed: ${reply.error.message}`);
    }
    return defined;
  } finally {
    await kernel.shutdown();
  }
}

async function codeOf(file: string): Promise<Code[]> {
  const text = await readFile(file, 'utf8');
  if (!file.endsWith('.ipynb')) {
    return [
      { source: `await import(${JSON.stringify(`./${path.basename(file)}`)})`, language: 'typescript', number: 1 },
    ];
  }
  const notebook = parseNotebook(text);
  return notebook.cells.flatMap((cell, index) => {
    const language = cell.cell_type === 'code' ? languageOf(cell, notebook) : undefined;
    return language ? [{ source: sourceOf(cell), language, number: index + 1 }] : [];
  });
}
