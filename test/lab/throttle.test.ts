import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { throttle } from '../../kernels/lab/throttle';

describe('throttle', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  it('acts at once, then at most once per interval, and never loses the last request', () => {
    const action = vi.fn();
    const { request } = throttle(100, action);
    for (let i = 0; i < 10; i++) request();
    expect(action).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(100);
    expect(action).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(1000);
    expect(action).toHaveBeenCalledTimes(2);
  });

  it('acts from a loop that never lets a timer run', () => {
    const action = vi.fn();
    const { request } = throttle(100, action);
    const clock = vi.spyOn(performance, 'now');
    for (let now = 1000; now < 2000; now += 10) {
      clock.mockReturnValue(now);
      request();
    }
    expect(action).toHaveBeenCalledTimes(10);
  });

  it('flushes at once, and then has nothing left to do', () => {
    const action = vi.fn();
    const { request, flush } = throttle(100, action);
    request();
    request();
    flush();
    vi.advanceTimersByTime(1000);
    expect(action).toHaveBeenCalledTimes(2);
  });
});
