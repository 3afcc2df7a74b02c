import { describe, expect, it } from 'vitest';
import { SeriesPoints } from '../../extension/runs/seriesPoints';

function filled(count: number, valueAt: (step: number) => number, capacity = 64): SeriesPoints {
  const points = new SeriesPoints(capacity);
  for (let step = 0; step < count; step++) points.append(step, valueAt(step));
  return points;
}

describe('SeriesPoints', () => {
  it('keeps every point while there is room', () => {
    const { steps, values, stride } = filled(63, (step) => step * 2).snapshot();
    expect(stride).toBe(1);
    expect([...steps]).toEqual(Array.from({ length: 63 }, (_, step) => step));
    expect(values[62]).toBe(124);
  });

  it('never holds more than its capacity, whatever arrives', () => {
    const points = new SeriesPoints(64);
    for (let step = 0; step < 50_000; step++) {
      points.append(step, Math.sin(step));
      expect(points.length).toBeLessThanOrEqual(64);
    }
  });

  it('loses no spike to thinning, neither up nor down', () => {
    const spikes: Record<number, number> = { 777: 100, 4242: -100, 9001: 50 };
    const { steps, values } = filled(10_000, (step) => spikes[step] ?? Math.sin(step)).snapshot();
    expect(values).toContain(100);
    expect(values).toContain(-100);
    expect(steps[values.indexOf(100)]).toBe(777);
    expect(steps[values.indexOf(-100)]).toBe(4242);
  });

  it('thins evenly: the beginning is as dense as the end', () => {
    const { steps } = filled(100_000, Math.sin).snapshot();
    const firstHalf = steps.filter((step) => step < 50_000).length;
    expect(firstHalf / steps.length).toBeGreaterThan(0.35);
    expect(firstHalf / steps.length).toBeLessThan(0.65);
  });

  it('always ends with the newest point, also right after thinning', () => {
    const points = new SeriesPoints(16);
    for (let step = 0; step < 500; step++) {
      points.append(step, 1 - step / 1000 + (step % 3));
      const { steps, values } = points.snapshot();
      expect(steps.at(-1)).toBe(step);
      expect(values.at(-1)).toBe(1 - step / 1000 + (step % 3));
    }
  });

  it('keeps steps ascending', () => {
    const { steps } = filled(5000, (step) => (step * 7919) % 101).snapshot();
    expect([...steps]).toEqual([...steps].sort((a, b) => a - b));
  });

  it('shows a value that is no number, thinned or not', () => {
    const { values } = filled(1000, (step) => (step === 500 ? Number.NaN : step)).snapshot();
    expect(values.some(Number.isNaN)).toBe(true);
  });

  it('replaces a step logged twice and sorts in a late one', () => {
    const points = new SeriesPoints();
    for (const [step, value] of [
      [1, 10],
      [3, 30],
      [3, 31],
      [2, 20],
    ] as const)
      points.append(step, value);
    const { steps, values } = points.snapshot();
    expect([...steps]).toEqual([1, 2, 3]);
    expect([...values]).toEqual([10, 20, 31]);
  });

  it('ignores a step that is no number', () => {
    const points = new SeriesPoints();
    points.append(Number.NaN, 1);
    expect(points.length).toBe(0);
  });

  it('goes on from a snapshot as if nothing had happened', () => {
    const whole = filled(5000, Math.cos);
    const restored = SeriesPoints.restore(filled(2000, Math.cos).snapshot(), 64);
    for (let step = 2000; step < 5000; step++) restored.append(step, Math.cos(step));
    expect(restored.length).toBeLessThanOrEqual(64);
    expect(restored.snapshot().steps.at(-1)).toBe(whole.snapshot().steps.at(-1));
    expect(Math.max(...restored.snapshot().values)).toBe(Math.max(...whole.snapshot().values));
  });
});
