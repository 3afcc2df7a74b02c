import { expect, it } from 'vitest';
import { Debugger } from '../notebook/support/debugger';
import { TestKernel } from '../notebook/support/testKernel';
import { files } from './cells';
import { seed, seeded, stopped, valueAfter } from './stopping';

const interruptsInAll = 150;

/**
 * In a script that a debugger held before its first line, a loop that calls nothing hears no inspector in V8 12 (Node 22):
 * the kernel is ended then, as for a native call that never returns. V8 11 and 13 (Node 20 and 24) do hear.
 */
const silentLoops = ['await 1; for (;;) {}', 'try { throw new Error("caught") } catch { for (;;) {} }'];

/** What a person stops while a debugger is attached: cells that run, that wait, and that it holds. */
const cells = [
  '1 + 1',
  'debugger',
  'let held = 1\ndebugger\nheld = 2',
  'const inside = () => { debugger; return 1 }; inside()',
  'await 1; debugger',
  'setTimeout(() => { debugger }, 1); await new Promise(() => {})',
  'for (;;) { debugger }',
  'for (;;) {}',
  'await new Promise(() => {})',
  'for (;;) await new Promise(setImmediate)',
  'const next = () => Promise.resolve().then(next); next(); await new Promise(() => {})',
  'for (;;) console.log("line")',
  'class Late { value = 2 }; new Late().value',
  'syntax error here',
  'throw new Error("of the cell")',
  'for (;;) (await import("./local")).value',
];

it(`survives ${interruptsInAll} interrupts while a debugger is attached`, { timeout: 120_000 }, async () => {
  const kernel = await TestKernel.start(files);
  await kernel.value('let kept = 1');
  const isDeaf = (await kernel.value('process.versions.v8.startsWith("12.")')) === 'true';
  const stoppable = isDeaf ? cells : [...cells, ...silentLoops];
  const tool = await Debugger.attach(await kernel.client.openInspector());
  // As js-debug does: what stops only for its breakpoints to be set goes on, and a person thinks about the rest.
  tool.onPause = ({ reason }) => {
    // Refused where the cell was stopped in the meantime.
    if (reason === 'instrumentation') tool.send('Debugger.resume').catch(() => undefined);
  };
  const random = seeded(seed);
  for (let interrupts = 0; interrupts < interruptsInAll; ) {
    const source = stoppable[Math.floor(random() * stoppable.length)] ?? '';
    interrupts += await stopped(kernel, source, Math.floor(random() ** 3 * 2000));
    const sum = Math.floor(random() * 1000);
    expect(await valueAfter(kernel, source, `kept + ${sum}`), source).toBe(String(1 + sum));
  }
  await tool.send('Debugger.disable');
  tool.detach();
  await kernel.client.closeInspector();
  expect(await valueAfter(kernel, 'the debugger', '(await import("./local")).value')).toBe('2');
});
