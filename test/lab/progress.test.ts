import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { progress } from '../../kernels/lab/progress';
import { installRecordingHost, lastText, type RecordingHost } from './support/recordingHost';

let host: RecordingHost;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
  host = installRecordingHost();
});
afterEach(() => void vi.useRealTimers());

describe('progress', () => {
  it('shows bar, count, rate, time and what is left, in one display', () => {
    const bar = progress('Training', 200, { unit: 'images' });
    vi.advanceTimersByTime(10_000);
    bar.advance(50, 'epoch 1 of 4');
    expect(lastText(host)).toBe(
      'Training  █████░░░░░░░░░░░░░░░ 25 %  50 / 200 images · 5 images/s · 10 s · 30 s left · epoch 1 of 4',
    );
    expect(host.displays).toHaveLength(1);
  });

  it('updates at most eight times a second', () => {
    const bar = progress('Training', 1000);
    for (let i = 0; i < 1000; i++) {
      bar.advance();
      vi.advanceTimersByTime(1);
    }
    expect(host.displays[0]?.length).toBeLessThanOrEqual(9);
    expect(host.displays[0]?.length).toBeGreaterThanOrEqual(8);
  });

  it('leaves one quiet line when done, without a bar, and then stays as it is', () => {
    const bar = progress('Training', 4, { unit: 'epochs' });
    vi.advanceTimersByTime(2000);
    bar.advance(4);
    bar.done();
    bar.advance();
    bar.stop();
    vi.advanceTimersByTime(1000);
    expect(lastText(host)).toBe('Training  4 epochs in 2.0 s · 2 epochs/s');
    expect(String(host.displays[0]?.at(-1)?.['text/html'])).not.toContain('progressBar');
  });

  it('says where it stopped, and why', () => {
    const bar = progress('Training', 60);
    vi.advanceTimersByTime(65_000);
    bar.advance(12);
    bar.stop('loss is NaN');
    expect(lastText(host)).toBe('Training  stopped at 12 / 60 after 1 min 5 s · loss is NaN');
  });

  it('says where it stopped when the user stops the cell', () => {
    const bar = progress('Training', 60);
    bar.advance(12);
    host.interrupt();
    expect(lastText(host)).toBe('Training  stopped at 12 / 60 after 0.0 s · interrupted');
  });

  it('counts without a goal', () => {
    const bar = progress('Reading');
    vi.advanceTimersByTime(2000);
    bar.advance(3.33333);
    expect(lastText(host)).toBe('Reading  3.33 · 1.67/s · 2.0 s');
  });

  it('shows markup in a label as text', () => {
    progress('<b>a & b</b>', 1);
    expect(String(host.displays[0]?.[0]?.['text/html'])).toContain('&lt;b&gt;a &amp; b&lt;/b&gt;');
  });

  it('goes along with the items of a loop, also where it waits for them', async () => {
    const seen: unknown[] = [];
    for (const item of progress([1, 2, 3])) seen.push(item);
    expect(lastText(host)).toBe('Progress  3 in 0.0 s');
    for (const item of progress(new Set(['a', 'b']), 'Letters', { unit: 'letters' })) {
      seen.push(item);
      break;
    }
    expect(lastText(host)).toBe('Letters  stopped at 0 / 2 letters after 0.0 s');
    async function* later() {
      yield 'later';
    }
    for await (const item of progress(later(), 'Waiting')) seen.push(item);
    expect(seen).toEqual([1, 2, 3, 'a', 'later']);
    expect(lastText(host)).toBe('Waiting  1 in 0.0 s');
  });

  it('says what it takes', () => {
    // @ts-expect-error: what people try.
    expect(() => progress(5)).toThrow("progress(5): give a label, as in progress('Training', 100), or what to go");
  });
});
