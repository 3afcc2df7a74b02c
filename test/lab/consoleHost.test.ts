import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { display, progress, track } from '../../kernels/lab/index';

let written: string[];

beforeEach(() => {
  written = [];
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('the library in plain Node', () => {
  it('prints displays as text', () => {
    display.html('<p>one <b>two</b></p>');
    display.markdown('*three*');
    display.json({ four: 4 });
    display.png(Uint8Array.of(1, 2));
    expect(written).toEqual(['one two\n', '*three*\n', '{\n  "four": 4\n}\n', 'PNG image\n']);
  });

  it('prints the last state of a bar, and few in between', () => {
    const bar = progress('Reading', 100);
    for (let i = 0; i < 100; i++) {
      bar.advance();
      vi.advanceTimersByTime(50);
    }
    bar.done();
    vi.advanceTimersByTime(2000);
    expect(written.length).toBeLessThanOrEqual(8);
    expect(written.at(-1)).toMatch(/^Reading {2}100 in 5\.0 s/);
  });

  it('tracks runs without anyone who watches', () => {
    const run = track('TeLU');
    run.log(1, { loss: 1 });
    expect(run.series('loss')).toEqual([{ step: 1, value: 1 }]);
  });
});
