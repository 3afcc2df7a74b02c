import { beforeEach, describe, expect, it, vi } from 'vitest';
import type * as vscode from 'vscode';
import { panelIds } from '../../extension/contributions';
import { CurvesPanel } from '../../extension/panels/curvesPanel';
import { RunStore } from '../../extension/runs/runStore';
import { editor, FakePanel, resetEditor } from './fakeVscode';

vi.mock('vscode', async () => (await import('./fakeVscode')).fakeVscode());

const notebook = 'file:///a.ipynb';
let runs: RunStore;
let curves: CurvesPanel;
let opensByItself: boolean;

beforeEach(() => {
  resetEditor();
  runs = new RunStore();
  opensByItself = true;
  const extensionUri = 'ext' as unknown as vscode.Uri;
  curves = new CurvesPanel(extensionUri, { runs, openFirstNotebook: vi.fn(), opensByItself: () => opensByItself });
});

function train(id = 0, run = 'a'): void {
  runs.define(
    { id, run: { id: run, name: 'TeLU', group: 'MLP', startedAt: 1 }, metric: 'loss', stepUnit: 'epoch' },
    notebook,
  );
  runs.append(notebook, Float64Array.of(id, 1, 0.5));
}

function panel(): FakePanel {
  const open = editor.panels.at(-1);
  if (!open) throw new Error('no panel is open');
  return open;
}

describe('opening', () => {
  it('opens by itself with the first run, beside the notebook, without taking the focus', () => {
    train();
    expect(editor.panels.map(({ place }) => place)).toEqual([{ viewColumn: -2, preserveFocus: true }]);
  });

  it('does not where the setting says so', () => {
    opensByItself = false;
    train();
    expect(editor.panels).toEqual([]);
  });

  it('stays closed once closed by hand, until a new kernel or the command', () => {
    train();
    panel().dispose();
    train(1, 'b');
    expect(editor.panels.length).toBe(1);
    runs.startSession(notebook);
    train(0, 'c');
    expect(editor.panels.length).toBe(2);
    panel().dispose();
    curves.show();
    expect(editor.panels.length).toBe(3);
  });

  it('comes forward instead of opening twice, and leaves the focus', () => {
    curves.show();
    curves.show();
    expect(editor.panels.length).toBe(1);
    expect(panel().revealed).toEqual([[undefined, true]]);
  });
});

describe('telling the page', () => {
  it('says nothing before the page is ready, then everything once, then only news', () => {
    train();
    expect(panel().sent).toEqual([]);
    panel().say('ready');
    expect(panel().sent).toEqual([{ method: 'hydrate', params: [runs.snapshot()] }]);
    runs.append(notebook, Float64Array.of(0, 2, 0.4));
    expect(panel().methods()).toEqual(['hydrate', 'append']);
  });

  it('is silent while hidden and hydrates the rebuilt page', () => {
    train();
    panel().say('ready');
    panel().setVisible(false);
    runs.append(notebook, Float64Array.of(0, 2, 0.4));
    expect(panel().methods()).toEqual(['hydrate']);
    panel().setVisible(true);
    runs.append(notebook, Float64Array.of(0, 3, 0.3));
    panel().say('ready');
    expect(panel().methods()).toEqual(['hydrate', 'hydrate']);
    expect(panel().sent[1]).toEqual({ method: 'hydrate', params: [runs.snapshot()] });
  });

  it('revives the panel that the editor kept over a reload', async () => {
    train();
    const revived = new FakePanel(panelIds.curves);
    await editor.serializers.get(panelIds.curves)?.deserializeWebviewPanel(revived);
    revived.say('ready');
    expect(revived.methods()).toEqual(['hydrate']);
  });

  it('reads everything again when earlier runs come back', () => {
    curves.show();
    panel().say('ready');
    const earlier = new RunStore();
    earlier.define(
      { id: 0, run: { id: 'old', name: 'ReLU', group: 'MLP', startedAt: 0 }, metric: 'loss', stepUnit: 'epoch' },
      notebook,
    );
    runs.restore(earlier.snapshot());
    expect(panel().sent.at(-1)).toEqual({ method: 'hydrate', params: [runs.snapshot()] });
  });

  it('clears the store when the page asks, and tells the page what left', () => {
    train();
    panel().say('ready');
    panel().say('clearRuns');
    expect(runs.snapshot()).toEqual([]);
    expect(panel().methods()).toEqual(['hydrate', 'remove']);
  });

  it('ignores a method that no panel has', () => {
    curves.show();
    expect(() => panel().say('noSuchThing', 1)).not.toThrow();
  });
});

describe('the document', () => {
  it('forbids everything but its own script and style', () => {
    curves.show();
    const { html } = panel().webview;
    const policy = /content="(default-src[^"]*)"/.exec(html)?.[1] ?? '';
    expect(policy).toMatch(
      /^default-src 'none'; script-src 'nonce-[^']+'; style-src https:\/\/editor\.test 'nonce-[^']+'$/,
    );
    const [script, style] = [...policy.matchAll(/nonce-([^']+)/g)].map((match) => match[1]);
    expect(html).toContain(`<script nonce="${script}" src="ext/dist/webview/curves.js">`);
    expect(script).not.toBe(style);
  });

  it('draws new nonces for every panel', () => {
    curves.show();
    const first = panel().webview.html;
    panel().dispose();
    curves.show();
    expect(panel().webview.html).not.toBe(first);
  });
});

describe('export', () => {
  it('writes the runs where the user says, and tells', async () => {
    train();
    editor.saveTo = '/tmp/runs.csv';
    panel().say('exportCsv');
    await vi.waitFor(() => expect(editor.messages).toEqual(['Saved /tmp/runs.csv.']));
    expect(editor.written.get('/tmp/runs.csv')).toContain('TeLU,,,');
  });

  it('names the reason when the disk refuses', async () => {
    train();
    Object.assign(editor, { saveTo: '/tmp/runs.csv', diskError: 'no space left on device.' });
    panel().say('exportCsv');
    await vi.waitFor(() => expect(editor.messages[0]).toContain('no space left on device.'));
  });

  it('writes nothing when the dialog is dismissed', async () => {
    train();
    panel().say('exportCsv');
    await new Promise((resolve) => setImmediate(resolve));
    expect([editor.written.size, editor.messages.length]).toEqual([0, 0]);
  });
});
