import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Request } from '../../kernels/jupyter/channels';
import { ShellQueue } from '../../kernels/jupyter/shellQueue';
import { tracebackOf } from '../../kernels/jupyter/traceback';

const request = (name: string) => ({ header: { msg_id: name } }) as Request;

describe('the shell queue', () => {
  it('serves one at a time, and tells those behind a failure from those sent after it', async () => {
    const log: string[] = [];
    const queue: ShellQueue = new ShellQueue(async (served) => {
      log.push(`${served.header.msg_id}${queue.isAborted(served) ? ' aborted' : ''}`);
      if (served.header.msg_id === 'failing') await queue.abortWaiting();
      if (served.header.msg_id === 'behind') queue.add(request('later'));
    });
    for (const name of ['first', 'failing', 'behind']) queue.add(request(name));
    while (log.length < 4) await new Promise((resolve) => setTimeout(resolve, 1));
    expect(log).toEqual(['first', 'failing', 'behind aborted', 'later']);
  });
});

describe('a traceback', () => {
  it('keeps every word of the error’s own text', () => {
    const stack =
      'Error: a\nb\n    at f (Cell In[1], line 2:3)\n    at Cell In[1], line 4:1\n\n  1 | x\n> 2 | y\n    |  ^\n\nTry this.';
    const lines = tracebackOf({ name: 'Error', message: 'a\nb', stack, hint: 'Try this.' });
    expect(stripVTControlCharacters(lines.join('\n'))).toBe(stack);
    expect(lines.at(-1)).toBe('\x1b[33mTry this.\x1b[0m');
  });
});
