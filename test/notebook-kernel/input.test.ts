import { MessageChannel } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { Input } from '../../kernels/notebook/input';
import { Job, jobContext } from '../../kernels/notebook/job';
import { slotCount } from '../../kernels/notebook/threads';

it('forgets what a stopped cell has asked', async () => {
  const { port1, port2 } = new MessageChannel();
  const asked: number[] = [];
  const input = new Input(new Int32Array(slotCount), port1, ({ id }) => asked.push(id));
  const job = new Job('e1');
  const heard: (string | null)[] = [];
  const ask = () => void input.ask({ prompt: '' }).then((answer) => heard.push(answer));
  jobContext.run(job, ask);
  job.abort();
  ask();
  for (const id of asked) port2.postMessage({ id, answer: { value: `answer ${id}` } });
  await expect.poll(() => heard).toEqual(['answer 2']);
  port1.close();
});
