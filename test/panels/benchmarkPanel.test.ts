import { beforeEach, describe, expect, it, vi } from 'vitest';
import type * as vscode from 'vscode';
import { BenchmarkPanel } from '../../extension/panels/benchmarkPanel';
import { benchmarkReport, request } from '../webview/benchmarkReports';
import { editor, resetEditor } from './fakeVscode';
import { MemoryMemento } from './memoryMemento';

vi.mock('vscode', async () => (await import('./fakeVscode')).fakeVscode());

const memory = new MemoryMemento();

function create(): BenchmarkPanel {
  return new BenchmarkPanel('ext' as unknown as vscode.Uri, memory);
}

/** What the page would show if it were rebuilt now. */
function shown(): unknown {
  const panel = editor.panels.at(-1);
  panel?.say('ready');
  return (panel?.sent.at(-1) as { params: unknown[] } | undefined)?.params[0];
}

beforeEach(() => {
  resetEditor();
  memory.kept.clear();
});

describe('BenchmarkPanel', () => {
  it('goes from running through progress to the report', () => {
    const panel = create();
    panel.showRunning(request);
    panel.showProgress(3, 10, 'TeLU forward');
    expect(shown()).toEqual({ kind: 'running', request, done: 3, total: 10, label: 'TeLU forward', stopping: false });
    panel.showReport(benchmarkReport());
    expect(shown()).toEqual({ kind: 'report', request, report: benchmarkReport() });
  });

  it('asks once to stop, and only while something runs', () => {
    const panel = create();
    const stops = vi.fn();
    panel.onDidRequestStop(stops);
    panel.stop();
    expect(stops).not.toHaveBeenCalled();
    panel.showRunning(request);
    panel.stop();
    expect(stops).toHaveBeenCalledTimes(1);
    expect(shown()).toMatchObject({ stopping: true });
  });

  it('ignores progress that arrives after the end', () => {
    const panel = create();
    panel.showRunning(request);
    panel.showError('The kernel ended.');
    panel.showProgress(4, 10, 'late');
    expect(shown()).toEqual({ kind: 'error', request, message: 'The kernel ended.' });
  });

  it('hands the last request back for another run', () => {
    const panel = create();
    const wanted = vi.fn();
    panel.onDidRequestRun(wanted);
    panel.run(request);
    expect(wanted).toHaveBeenCalledWith(request);
  });

  it('shows the last report again in the next window', () => {
    const before = create();
    before.showRunning(request);
    before.showReport(benchmarkReport());
    const after = create();
    after.show();
    expect(shown()).toEqual({ kind: 'report', request, report: benchmarkReport() });
  });
});
