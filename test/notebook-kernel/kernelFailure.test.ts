import { describe, expect, it } from 'vitest';
import { describeEnding } from '../../kernels/client/kernelFailure';

describe('the end of a kernel in words', () => {
  const ends = { code: null, signal: null, lastLines: '' } as const;
  it.each([
    [{ ...ends, code: 3 }, 'The kernel ended: exit code 3.'],
    [
      { ...ends, signal: 'SIGKILL' as const },
      'The kernel ended: signal SIGKILL (out of memory, or killed from outside?).',
    ],
    [
      { ...ends, signal: 'SIGABRT' as const, lastLines: 'FATAL ERROR: JavaScript heap out of memory' },
      'signal SIGABRT (out of memory).',
    ],
    [{ ...ends, signal: 'SIGTERM' as const, known: 'it was shut down' }, 'The kernel ended: it was shut down.'],
  ])('%j', (ending, words) => {
    const { message, hint } = describeEnding(ending);
    expect(message).toContain(words);
    expect(hint).toContain('Restart');
  });
});
