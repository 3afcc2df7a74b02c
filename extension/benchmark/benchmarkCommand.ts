import { type NotebookDocument, type QuickPickItem, window } from 'vscode';
import type { KernelClient } from '../../kernels/client/kernelClient';
import type { BenchmarkRequest } from '../../kernels/lab/benchmark';
import type { NotebookSessions } from '../notebook/notebookSessions';
import type { BenchmarkPanel } from '../panels/benchmarkPanel';
import type { DefinedActivations } from '../panels/definedActivations';
import { type BenchmarkChoice, benchmarkChoices, usual } from './benchmarkChoices';

export interface BenchmarkDependencies {
  panel: BenchmarkPanel;
  sessions: NotebookSessions;
  defined: DefinedActivations;
  /** A kernel of its own, for a benchmark asked from a file while no notebook is in front. */
  startKernel(): Promise<KernelClient>;
}

const size = 1_000_000;
const repetitions = 25;

interface ActivationItem extends QuickPickItem {
  id: string;
}

async function chooseActivations(choices: readonly BenchmarkChoice[]): Promise<string[] | undefined> {
  const items = choices.map(
    ({ id, title, summary, picked }): ActivationItem => ({ id, label: title, description: summary, picked }),
  );
  const chosen = await window.showQuickPick(items, {
    canPickMany: true,
    placeHolder: 'Activations to benchmark, forward and backward',
    matchOnDescription: true,
  });
  if (!chosen?.length) return undefined;
  const ids = chosen.map(({ id }) => id);
  return ids.includes('relu') ? ['relu', ...ids.filter((id) => id !== 'relu')] : ids;
}

/** Runs in the front notebook's kernel, on its backend; else in a kernel started for it and ended after it. */
async function withKernel<T>(
  deps: BenchmarkDependencies,
  notebook: NotebookDocument | undefined,
  work: (kernel: KernelClient) => Promise<T>,
): Promise<T> {
  const session = notebook && deps.sessions.find(notebook);
  if (session) return session.runAlone(work);
  const kernel = await deps.startKernel();
  try {
    return await work(kernel);
  } finally {
    await kernel.shutdown();
  }
}

async function measure(deps: BenchmarkDependencies, request: BenchmarkRequest): Promise<void> {
  const { panel } = deps;
  panel.showRunning(request);
  try {
    const report = await withKernel(deps, window.activeNotebookEditor?.notebook, async (kernel) => {
      const subscriptions = [
        kernel.on('benchmarkProgress', ({ done, total, label }) => panel.showProgress(done, total, label)),
        panel.onDidRequestStop(() => void kernel.interrupt()),
      ];
      try {
        return await kernel.benchmark(request);
      } finally {
        for (const subscription of subscriptions) subscription.dispose();
      }
    });
    panel.showReport(report);
  } catch (failure) {
    panel.showError(failure instanceof Error ? failure.message : String(failure));
  }
}

/** The command: asks what to compare (one click when a CodeLens names it), measures, shows. */
export async function benchmarkActivations(deps: BenchmarkDependencies, activation?: string): Promise<void> {
  const all = deps.defined.all();
  const chosen = await chooseActivations(benchmarkChoices(activation, all));
  if (!chosen) return;
  const defined = all.filter(({ id }) => chosen.includes(id));
  await measure(deps, { activations: chosen, size, repetitions, ...(defined.length > 0 && { defined }) });
}

/** "Run" in the panel: the same question without asking again, or the usual one. */
export function repeatBenchmark(deps: BenchmarkDependencies, request?: BenchmarkRequest): Promise<void> {
  return measure(deps, request ?? { activations: usual, size, repetitions });
}
