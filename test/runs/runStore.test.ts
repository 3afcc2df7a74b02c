import { describe, expect, it } from 'vitest';
import { type RunChange, RunStore } from '../../extension/runs/runStore';
import type { SeriesDefinition } from '../../kernels/lab/host';

const notebook = 'file:///a.ipynb';

function definition(id: number, run: string, metric = 'loss', startedAt = 1): SeriesDefinition {
  return { id, run: { id: run, name: run, group: 'MLP', startedAt }, metric, stepUnit: 'epoch' };
}

function valuesOf(store: RunStore, run: string, source = notebook): number[] {
  return store
    .snapshot()
    .filter((one) => one.run.id === run && one.source === source)
    .flatMap((one) => [...one.points.values]);
}

function changesOf(store: RunStore): RunChange[] {
  const changes: RunChange[] = [];
  store.onDidChange((change) => changes.push(change));
  return changes;
}

describe('RunStore', () => {
  it('files points under the run and metric they belong to', () => {
    const store = new RunStore();
    store.define(definition(0, 'a'), notebook);
    store.define(definition(1, 'b'), notebook);
    store.append(notebook, Float64Array.of(0, 1, 0.5, 1, 1, 0.7, 0, 2, 0.4));
    expect(valuesOf(store, 'a')).toEqual([0.5, 0.4]);
    expect(valuesOf(store, 'b')).toEqual([0.7]);
  });

  it('goes along when its notebook is renamed, in the middle of a run', () => {
    const store = new RunStore();
    store.define(definition(0, 'a'), notebook);
    store.append(notebook, Float64Array.of(0, 1, 0.5));
    const changes = changesOf(store);
    store.rename(notebook, 'file:///b.ipynb');
    expect(changes).toEqual([{ kind: 'renamed' }]);
    store.append('file:///b.ipynb', Float64Array.of(0, 2, 0.4));
    expect(valuesOf(store, 'a', 'file:///b.ipynb')).toEqual([0.5, 0.4]);
    expect(valuesOf(store, 'a')).toEqual([]);
  });

  it('does not mix runs when a restarted kernel uses the same ids again', () => {
    const store = new RunStore();
    store.define(definition(0, 'before'), notebook);
    store.append(notebook, Float64Array.of(0, 1, 0.5));
    store.startSession(notebook);
    store.append(notebook, Float64Array.of(0, 2, 99));
    store.define(definition(0, 'after'), notebook);
    store.append(notebook, Float64Array.of(0, 1, 0.3));
    expect(valuesOf(store, 'before')).toEqual([0.5]);
    expect(valuesOf(store, 'after')).toEqual([0.3]);
  });

  it('keeps two notebooks apart that use the same ids and run names', () => {
    const store = new RunStore();
    store.define(definition(0, 'a'), notebook);
    store.define(definition(0, 'a'), 'file:///b.ipynb');
    store.append(notebook, Float64Array.of(0, 1, 1));
    store.append('file:///b.ipynb', Float64Array.of(0, 1, 2));
    expect(valuesOf(store, 'a')).toEqual([1]);
    expect(valuesOf(store, 'a', 'file:///b.ipynb')).toEqual([2]);
  });

  it('drops points of ids nobody defined, and a torn triple', () => {
    const store = new RunStore();
    const changes = changesOf(store);
    store.append(notebook, Float64Array.of(7, 1, 1));
    store.define(definition(0, 'a'), notebook);
    store.append(notebook, Float64Array.of(0, 1, 0.5, 0, 2));
    expect(valuesOf(store, 'a')).toEqual([0.5]);
    expect(changes.map(({ kind }) => kind)).toEqual(['defined', 'added']);
  });

  it('tells listeners exactly the new points', () => {
    const store = new RunStore();
    store.define(definition(0, 'a'), notebook);
    store.append(notebook, Float64Array.of(0, 1, 0.5));
    const changes = changesOf(store);
    store.append(notebook, Float64Array.of(0, 2, 0.4, 0, 3, 0.3));
    expect(changes).toEqual([
      {
        kind: 'added',
        points: [{ key: store.snapshot()[0]?.key, steps: Float64Array.of(2, 3), values: Float64Array.of(0.4, 0.3) }],
      },
    ]);
  });

  it('clears one notebook and says which series left', () => {
    const store = new RunStore();
    store.define(definition(0, 'a'), notebook);
    store.define(definition(0, 'a'), 'file:///b.ipynb');
    const changes = changesOf(store);
    store.clear(notebook);
    expect(store.snapshot().map(({ source }) => source)).toEqual(['file:///b.ipynb']);
    expect(changes).toMatchObject([{ kind: 'removed', keys: [expect.stringContaining('a.ipynb')] }]);
  });

  it('lets the oldest run go when there are too many series', () => {
    const store = new RunStore(3);
    store.define(definition(0, 'oldest', 'loss', 1), notebook);
    store.define(definition(1, 'oldest', 'accuracy', 1), notebook);
    store.define(definition(2, 'newer', 'loss', 2), notebook);
    store.define(definition(3, 'newest', 'loss', 3), notebook);
    expect(store.snapshot().map(({ run }) => run.id)).toEqual(['newer', 'newest']);
  });

  it('restores earlier runs without touching one that is here', () => {
    const earlier = new RunStore();
    earlier.define(definition(0, 'a'), notebook);
    earlier.append(notebook, Float64Array.of(0, 1, 0.5));
    const store = new RunStore();
    store.define(definition(0, 'a'), notebook);
    store.append(notebook, Float64Array.of(0, 1, 0.9));
    const changes = changesOf(store);
    store.restore(earlier.snapshot());
    expect(valuesOf(store, 'a')).toEqual([0.9]);
    expect(changes).toEqual([{ kind: 'restored' }]);
  });

  it('hands out snapshots that later points do not change', () => {
    const store = new RunStore();
    store.define(definition(0, 'a'), notebook);
    store.append(notebook, Float64Array.of(0, 1, 0.5));
    const before = store.snapshot();
    store.append(notebook, Float64Array.of(0, 2, 0.4));
    expect(before[0]?.points.values).toEqual(Float64Array.of(0.5));
  });
});
