import { Duplex } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { Conversation } from '../../kernels/client/conversation';
import { describeEnding } from '../../kernels/client/kernelFailure';
import { encodeFrame } from '../../kernels/notebook/frames';

function conversation() {
  const events: unknown[] = [];
  const garbage: string[] = [];
  const channel = new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() });
  const talk = new Conversation(
    channel,
    (event) => events.push(event),
    (reason) => garbage.push(reason),
  );
  const hear = async (message: object | Buffer) => {
    channel.push(Buffer.isBuffer(message) ? message : encodeFrame(message));
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { talk, hear, events, garbage };
}

const crash = describeEnding({ code: null, signal: 'SIGSEGV', lastLines: 'boom\n  1: 0xabc frame\n' });

describe('a conversation with a kernel', () => {
  it('gives each request its own reply, whatever the order', async () => {
    const { talk, hear } = conversation();
    const replies = Promise.all([talk.request('interrupt'), talk.request('describeBackend')]);
    await hear({ id: 2, result: { backend: 'cpu' } });
    await hear({ id: 1, result: true });
    expect(await replies).toEqual([true, { backend: 'cpu' }]);
  });

  it('rejects with the failure that the kernel describes', async () => {
    const { talk, hear } = conversation();
    const reply = talk.request('describeBackend');
    reply.catch(() => undefined);
    await hear({ id: 1, failure: { name: 'Error', message: 'no tfjs', hint: 'install it', stack: '' } });
    await expect(reply).rejects.toMatchObject({ message: 'no tfjs', hint: 'install it' });
  });

  it('settles everything when the kernel ends, and refuses what comes after, in brief', async () => {
    const { talk } = conversation();
    const reply = talk.request('interrupt');
    talk.end(crash);
    await expect(reply).rejects.toThrow('signal SIGSEGV (a native module crashed).\nIt said last:\nboom');
    await expect(talk.request('interrupt')).rejects.toMatchObject({
      message: 'The kernel ended: signal SIGSEGV (a native module crashed).',
    });
  });

  it('passes events on and reports garbage', async () => {
    const { hear, events, garbage } = conversation();
    await hear({ event: 'clear', params: { executionId: 'e', wait: false } });
    await hear({ id: 99, result: 'nobody asked' });
    await hear({ neither: 1 });
    await hear(Buffer.from('garbage on the line'));
    expect(events).toEqual([{ event: 'clear', params: { executionId: 'e', wait: false } }]);
    expect(garbage).toHaveLength(2);
  });
});
