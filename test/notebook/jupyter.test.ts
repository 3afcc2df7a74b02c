import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { JupyterClient, until } from './support/jupyterClient';

const types = (messages: { header: { msg_type: string } }[]) => messages.map(({ header }) => header.msg_type);

/** What jupyter_kernel_test and runtimed/kernel-testbed ask of a kernel, and what they leave out. */
describe('the kernel behind the Jupyter protocol', () => {
  let client: JupyterClient;
  beforeAll(async () => {
    client = await JupyterClient.start({ 'helper.ts': 'export const help: number = 3' });
  });

  it('welcomes a subscriber before anything else', async () => {
    const first = await until(() => client.iopub[0]);
    expect(first.header.msg_type).toBe('iopub_welcome');
    expect(first.content).toEqual({ subscription: '' });
  });

  it('answers the heartbeat, also while a cell loops', async () => {
    expect(await client.heartbeat('one')).toBe('one');
    const id = client.send('shell', 'execute_request', { code: 'console.log("begun"); for (;;) {}' });
    await until(() => client.publishedFor(id).find(({ header }) => header.msg_type === 'stream'));
    expect(await client.heartbeat('two')).toBe('two');
    expect(await client.request('control', 'interrupt_request')).toEqual({ status: 'ok' });
    expect((await client.replyTo(id)).content).toMatchObject({ status: 'error', ename: 'Interrupted' });
  });

  it('tells what it is', async () => {
    const info = await client.request('shell', 'kernel_info_request');
    expect(info).toMatchObject({ status: 'ok', implementation: 'activation-lab', debugger: false });
    expect(info.language_info).toMatchObject({ name: 'typescript', file_extension: '.ts' });
    expect(info.protocol_version).toMatch(/^5\.\d+$/);
    expect(await client.request('control', 'kernel_info_request')).toEqual(info);
  });

  it('is busy, shows the input, the outputs, and is idle', async () => {
    const code = 'console.log("hello"); console.error("error"); 1 + 1';
    const { reply, published } = await client.execute(code);
    expect(reply).toMatchObject({ status: 'ok', payload: [], user_expressions: {} });
    expect(types(published)).toEqual(['status', 'execute_input', 'stream', 'stream', 'execute_result', 'status']);
    const [busy, input, out, err, result] = published.map(({ content }) => content);
    expect(busy).toEqual({ execution_state: 'busy' });
    expect(input).toEqual({ code, execution_count: reply.execution_count });
    expect([out, err]).toEqual([
      { name: 'stdout', text: 'hello\n' },
      { name: 'stderr', text: 'error\n' },
    ]);
    expect(result).toMatchObject({ data: { 'text/plain': '2' }, execution_count: reply.execution_count });
  });

  it('counts what is stored, and no more', async () => {
    const count = async (more = {}) => Number((await client.execute('1', more)).reply.execution_count);
    const first = await count();
    expect(await count()).toBe(first + 1);
    expect(await count({ store_history: false })).toBe(first + 1);
    expect(await count({ silent: true })).toBe(first + 1);
    expect(await count()).toBe(first + 2);
  });

  it('says nothing of a silent cell', async () => {
    const { reply, published } = await client.execute('console.log("quiet"); 5', { silent: true });
    expect(reply.status).toBe('ok');
    expect(types(published)).toEqual(['status', 'status']);
  });

  it('reports errors in the cell’s own lines, with colours', async () => {
    const { reply, published } = await client.execute('const before: number = 1\nthrow new TypeError("broken")');
    expect(reply).toMatchObject({ status: 'error', ename: 'TypeError', evalue: 'broken' });
    const lines = (reply.traceback as string[]).join('\n');
    expect(lines).toContain('\x1b[1;31mTypeError\x1b[0m: broken');
    expect(lines).toContain(`Cell In[${reply.execution_count}], line 2:7`);
    const { ename, evalue, traceback } = reply;
    expect(published.find(({ header }) => header.msg_type === 'error')?.content).toEqual({ ename, evalue, traceback });
    expect((await client.execute('function function')).reply).toMatchObject({ status: 'error', ename: 'SyntaxError' });
  });

  it('aborts what waits behind a failure, unless told otherwise', async () => {
    const run = (code: string, more = {}) => client.send('shell', 'execute_request', { code, ...more });
    const statusOf = async (id: string) => (await client.replyTo(id)).content.status;
    const failing = [run('throw new Error("first")'), run('console.log("never")'), run('2')];
    const info = client.send('shell', 'kernel_info_request');
    expect(await Promise.all(failing.map(statusOf))).toEqual(['error', 'aborted', 'aborted']);
    expect(await statusOf(info)).toBe('ok');
    const going = [run('throw new Error("first")', { stop_on_error: false }), run('2')];
    expect(await Promise.all(going.map(statusOf))).toEqual(['error', 'ok']);
  });

  it('evaluates user expressions, each with its own outcome', async () => {
    await client.execute('const twenty = 20');
    const { reply } = await client.execute('0', { user_expressions: { good: 'twenty + 1', bad: 'missing' } });
    expect(reply.user_expressions).toMatchObject({
      good: { status: 'ok', data: { 'text/plain': '21' } },
      bad: { status: 'error', ename: 'ReferenceError' },
    });
  });

  it('completes names, members and imports, counting characters as Jupyter does', async () => {
    await client.execute('const testVariableForCompletion = { inner: 42 }');
    const complete = (code: string, cursor_pos = [...code].length) =>
      client.request('shell', 'complete_request', { code, cursor_pos });
    expect(await complete('testVariableFor')).toMatchObject({
      status: 'ok',
      matches: ['testVariableForCompletion'],
      cursor_start: 0,
      cursor_end: 15,
    });
    expect(await complete('"😀"; testVariableForCompletion.in')).toMatchObject({
      matches: ['inner'],
      cursor_start: 31,
    });
    expect((await complete('Math.ma')).matches).toEqual(['max']);
    expect((await complete('"text".toUpper')).matches).toEqual(['toUpperCase']);
    expect((await complete("import { help } from './he")).matches).toEqual(['./helper']);
    expect((await complete('twen; rest', 4)).matches).toEqual(['twenty']);
  });

  it('completes what a module exports, keys in quotes, and through the syntax of TypeScript', async () => {
    await client.execute('const held: any = { "two words": 1, "it\'s": 2, inner: { deep: 3 } }');
    const complete = async (marked: string) => {
      const cursor_pos = marked.indexOf('|');
      const code = marked.replace('|', '');
      return (await client.request('shell', 'complete_request', { code, cursor_pos })).matches;
    };
    expect(await complete("import { he| } from './helper'")).toEqual(['help']);
    expect(await complete("import { help, | } from './helper'")).toEqual(['help']);
    expect(await complete("import { readFileS| } from 'node:fs'")).toEqual(['readFileSync']);
    expect(await complete("import { defineA| } from 'activation-lab'")).toEqual(['defineActivation']);
    expect(await complete('held["t|')).toEqual(['two words']);
    expect(await complete("held['it|")).toEqual(["it\\'s"]);
    expect(await complete('held["inner"]["|"]')).toEqual(['deep']);
    expect(await complete('process.env["PA|')).toContain('PATH');
    expect(await complete('held!.inner!.de|')).toEqual(['deep']);
    expect(await complete('(held as Record<string, unknown>).inn|')).toEqual(['inner']);
    expect(await complete('[1, 2]["|')).toEqual([]);
  });

  it('completes what the cell at hand declares, though it has not run', async () => {
    const complete = async (code: string) =>
      (await client.request('shell', 'complete_request', { code, cursor_pos: code.length })).matches;
    expect(await complete('const unrunList: number[] = [1];\nunrunL')).toEqual(['unrunList']);
    expect(await complete('const unrunList: number[] = [1]; unrunList.findLastI')).toEqual(['findLastIndex']);
    expect(await complete("import * as paths from 'node:path'\npaths.rela")).toEqual(['relative']);
    expect(await complete("import { posix as p } from 'path'\np.rela")).toEqual(['relative']);
    expect(await complete('const other = { first: { second: 1 } }\nconst f = () => other.first.se')).toEqual([
      'second',
    ]);
    // A call may do anything, and a getter of its own too.
    expect(await complete('const endless = (() => { for (;;) {} })()\nendless.')).toEqual([]);
    expect(await complete('const trap = { get a() { for (;;) {} } }\ntrap.a.')).toEqual([]);
  });

  it('evaluates nothing with a side effect to complete or inspect', async () => {
    await client.execute(
      'let touched = 0; const trap = { get inside() { touched++; return { deep: 1 } } }; const call = () => { touched++; return { deep: 1 } }',
    );
    for (const code of ['trap.inside.', 'call().', 'trap.inside']) {
      await client.request('shell', 'complete_request', { code, cursor_pos: code.length });
      await client.request('shell', 'inspect_request', { code, cursor_pos: code.length });
    }
    expect(await client.contents('touched', 'execute_result')).toMatchObject([{ data: { 'text/plain': '0' } }]);
  });

  it('inspects', async () => {
    await client.execute(
      'function area(width: number, height = 2) { return width * height }; class Box extends Map {}',
    );
    const inspect = (code: string) =>
      client.request('shell', 'inspect_request', { code, cursor_pos: code.length, detail_level: 0 });
    expect(await inspect('area')).toMatchObject({ status: 'ok', found: true });
    expect(JSON.stringify((await inspect('area')).data)).toContain('(width, height = 2)');
    expect(JSON.stringify((await inspect('Box')).data)).toContain('class Box extends Map');
    expect(await inspect('nothingOfThatName')).toMatchObject({ status: 'ok', found: false, data: {} });
  });

  it('shows what stands above a declaration, and its source when asked for more', async () => {
    await client.execute(
      '/**\n * Half of it.\n * @param x in metres\n */\nexport function half(x: number) { return x / 2 }',
    );
    const inspect = async (detail_level: number) => {
      const found = await client.request('shell', 'inspect_request', { code: 'half', cursor_pos: 4, detail_level });
      return (found.data as Record<string, string>)['text/plain'];
    };
    const typed = 'function half(x: number): number';
    expect(await inspect(0)).toBe(`${typed}\n\nhalf: function\n\nfunction half(x)\n\nHalf of it.\n@param x in metres`);
    expect(await inspect(1)).toMatch(/@param x in metres\n\nfunction .*\(x\) \{\n {2}return x \/ 2;\n\}$/);
    await client.execute('function half(x: number) { return x * 0.5 }');
    expect(await inspect(0)).toBe(`${typed}\n\nhalf: function\n\nfunction half(x)`);
  });

  it('completes by types what no value can tell', async () => {
    await client.execute(
      'interface Size { width: number }; function draw(size: Size, mode: "fast" | "slow", ...more: Size[]) {}; const sizes: Size[] = []',
    );
    const complete = async (marked: string) => {
      const cursor_pos = [...marked.slice(0, marked.indexOf('|'))].length;
      const code = marked.replace('|', '');
      const { matches, cursor_start } = await client.request('shell', 'complete_request', { code, cursor_pos });
      return { matches, cursor_start };
    };
    expect(await complete('draw({ wi| })')).toEqual({ matches: ['width'], cursor_start: 7 });
    expect(await complete('"😀"; draw({ width: 1 }, "fa|")')).toEqual({ matches: ['fast'], cursor_start: 25 });
    expect((await complete('sizes.map((size) => size.|)')).matches).toEqual(['width']);
    expect((await complete('Object.keys({}).flatM|')).matches).toEqual(['flatMap']);
    expect((await complete('let size: Si|')).matches).toContain('Size');
    expect((await complete('class Later { held = 1; get() { return this.he| } }')).matches).toEqual(['held']);
    expect((await complete('import.meta.dir|')).matches).toEqual(['dirname']);
    await client.execute('interface Size { height: number }');
    expect((await complete('draw({} as any, "fast", ({} as Size).he|)')).matches).toEqual(['height']);
  });

  it('inspects with types and their documentation, also from between the brackets of a call', async () => {
    const inspect = async (marked: string) => {
      const request = { code: marked.replace('|', ''), cursor_pos: marked.indexOf('|'), detail_level: 0 };
      const found = await client.request('shell', 'inspect_request', request);
      return (found.data as Record<string, string>)['text/plain'];
    };
    expect(await inspect('Math.ma|x')).toMatch(/max\(\.\.\.values: number\[\]\): number.*larger/s);
    expect(await inspect('Math.max(Math.min(1), |)')).toContain('Math.max');
    expect(await inspect('let size: Siz|e')).toContain('interface Size');
    expect(await inspect("import { help } from './helper'\nhel|p")).toContain('const help: number');
  });

  it.each(['Math.max?', 'Math.max??', '?Math.max'])('opens the pager for %s', async (code) => {
    expect(await client.request('shell', 'is_complete_request', { code })).toEqual({ status: 'complete' });
    const { reply } = await client.execute(code);
    expect(reply.payload).toMatchObject([
      { source: 'page', data: { 'text/plain': expect.stringContaining('function') } },
    ]);
  });

  const codes: [code: string, status: string][] = [
    ['const x = 1', 'complete'],
    ['const x = {', 'incomplete'],
    ['{ a: 1, b: 2 }', 'complete'],
    ['{ a: 1,', 'incomplete'],
    ['function foo(', 'incomplete'],
    ['`open', 'incomplete'],
    ['`a${`b', 'incomplete'],
    ['"goes on \\', 'incomplete'],
    ['return 1', 'invalid'],
    ['function function', 'invalid'],
    ["'open", 'invalid'],
  ];
  it.each(codes)('knows whether %j is complete', async (code, status) => {
    expect(await client.request('shell', 'is_complete_request', { code })).toMatchObject({ status });
  });

  it('remembers what was run', async () => {
    const history = async (content: object) =>
      (await client.request('shell', 'history_request', { raw: true, output: false, ...content }))
        .history as unknown[][];
    const { reply } = await client.execute('"remembered" + 1');
    await client.execute('"remembered" + 2');
    const [session, line] = (await history({ hist_access_type: 'tail', n: 2 }))[0] ?? [];
    expect(line).toBe(reply.execution_count);
    expect(await history({ hist_access_type: 'range', session, start: line, stop: Number(line) + 1 })).toEqual([
      [session, line, '"remembered" + 1'],
    ]);
    expect(await history({ hist_access_type: 'search', pattern: '"remem*', output: true, n: 1 })).toEqual([
      [session, Number(line) + 1, ['"remembered" + 2', "'remembered2'"]],
    ]);
  });

  it('closes comms of targets that nobody serves, and lists none', async () => {
    const id = client.send('shell', 'comm_open', { comm_id: 'c', target_name: 'unknown', data: {} });
    const published = await client.idle(id);
    expect(published.find(({ header }) => header.msg_type === 'comm_close')?.content).toEqual({
      comm_id: 'c',
      data: {},
    });
    await client.idle(client.send('shell', 'comm_msg', { comm_id: 'c', data: {} }));
    expect(await client.request('shell', 'comm_info_request')).toEqual({ status: 'ok', comms: {} });
  });

  it('shows, updates in place and clears', async () => {
    const { published } = await client.execute(
      "const shown = await display('a', { id: 'mine' }); await shown.update('b'); console.clear()",
    );
    const displays = published.filter(({ header }) => /display/.test(header.msg_type));
    expect(types(displays)).toEqual(['display_data', 'update_display_data']);
    expect(displays.map(({ content }) => content.transient)).toEqual([{ display_id: 'mine' }, { display_id: 'mine' }]);
    expect(published.find(({ header }) => header.msg_type === 'clear_output')?.content).toEqual({ wait: false });
  });

  it('keeps what is shown in the middle of a cell in its place', async () => {
    const { published } = await client.execute('console.log(1); display(new Map([[1, 2]])); console.log(2); undefined');
    expect(types(published).slice(2, -1)).toEqual(['stream', 'display_data', 'stream']);
  });

  it('runs what was written for Deno’s kernel', async () => {
    const content = { data: { 'text/html': '<b>x</b>' }, metadata: {}, transient: { display_id: 't' } };
    const { published } = await client.execute(
      `await Deno.jupyter.broadcast('display_data', ${JSON.stringify(content)}); await Deno.jupyter.broadcast('update_display_data', ${JSON.stringify(content)}); Deno.jupyter.md\`# *\``,
    );
    expect(types(published).slice(2, -1)).toEqual(['display_data', 'update_display_data', 'execute_result']);
    expect(await client.contents('typeof globalThis.Deno', 'execute_result')).toMatchObject([
      { data: { 'text/plain': "'undefined'" } },
    ]);
  });

  it('passes MIME types through as they are', async () => {
    const bundle = {
      'application/vnd.vegalite.v5+json': { mark: 'bar' },
      'application/vnd.plotly.v1+json': { data: [] },
    };
    const [shown] = await client.contents(
      `({ [Symbol.for('Jupyter.display')]: () => (${JSON.stringify(bundle)}) })`,
      'execute_result',
    );
    expect(shown?.data).toEqual(bundle);
  });

  it('gives late output and late errors to the cell that made them', async () => {
    const late = await client.execute('setTimeout(() => { console.log("late"); throw new Error("later") }, 30); 0');
    const next = await client.execute('await new Promise((resolve) => setTimeout(resolve, 120))');
    const own = types(client.publishedFor(late.id)).slice(late.published.length);
    expect(own).toEqual(['stream', 'error']);
    expect(types(next.published)).toEqual(['status', 'execute_input', 'status']);
  });

  it('asks through the stdin channel', async () => {
    const questions: [code: string, prompt: string, answer: string, shown: string][] = [
      ["prompt('Enter: ')", 'Enter: ', 'test_input_42', "'test_input_42'"],
      ["confirm('Sure?')", 'Sure? [y/N] ', 'y', 'true'],
      [
        "import { createInterface } from 'node:readline/promises'; const reader = createInterface({ input: process.stdin }); const line = await reader.question('?'); reader.close(); line",
        '',
        'a line',
        "'a line'",
      ],
    ];
    for (const [code, prompt, value, shown] of questions) {
      const asked = client.stdin.length;
      const id = client.send('shell', 'execute_request', { code, allow_stdin: true });
      const question = await until(() => client.stdin[asked]);
      expect(question.content).toEqual({ prompt, password: false });
      expect(question.parent.msg_id).toBe(id);
      client.send('stdin', 'input_reply', { value });
      const published = await client.idle(id);
      expect(published.find(({ header }) => header.msg_type === 'execute_result')?.content.data).toEqual({
        'text/plain': shown,
      });
    }
    expect(client.stdin).toHaveLength(questions.length);
  });

  it('asks nobody where nobody may be asked, and stops asking when interrupted', async () => {
    expect((await client.execute("prompt('?')", { allow_stdin: false })).reply).toMatchObject({
      status: 'error',
      evalue: expect.stringContaining('allow_stdin'),
    });
    const asked = client.stdin.length;
    const id = client.send('shell', 'execute_request', { code: "prompt('?')", allow_stdin: true });
    await until(() => client.stdin[asked]);
    await client.request('control', 'interrupt_request');
    expect((await client.replyTo(id)).content).toMatchObject({ status: 'error', ename: 'Interrupted' });
  });

  it('does nothing when interrupted while idle', async () => {
    expect(await client.request('control', 'interrupt_request')).toEqual({ status: 'ok' });
    expect(await client.contents('twenty', 'execute_result')).toMatchObject([{ data: { 'text/plain': '20' } }]);
  });

  it('shows the beginning and the end of what a cell prints without measure, and names the file that has all', async () => {
    const code = 'for (let i = 0; i < 6e5; i++) console.log("line " + i); console.error("the very end"); throw 1';
    const { published } = await client.execute(code);
    const streams = published.filter(({ header }) => header.msg_type === 'stream');
    const text = streams.map(({ content }) => content.text).join('');
    expect(text.length).toBeLessThan(5_010_001);
    expect(text.startsWith('line 0\nline 1\n')).toBe(true);
    expect(text.endsWith('line 599999\nthe very end\n')).toBe(true);
    expect(types(published).slice(-3)).toEqual(['stream', 'error', 'status']);
    const notices = published.filter(({ header }) => /display_data$/.test(header.msg_type));
    const words = JSON.stringify(notices.at(-1)?.content.data);
    expect(words).toContain('600,001 lines, 7.1 million characters');
    const log = readFileSync(/All of it: (.*?)"/.exec(words)?.[1] ?? '', 'utf8');
    expect(log).toBe(`${Array.from({ length: 6e5 }, (_, line) => `line ${line}\n`).join('')}the very end\n`);
  });

  it('refuses to debug, in the debugger’s own terms', async () => {
    const reply = await client.request('control', 'debug_request', { type: 'request', seq: 7, command: 'initialize' });
    expect(reply).toMatchObject({ type: 'response', request_seq: 7, command: 'initialize', success: false });
  });

  it('names the cell that ended the process, and runs the next in a fresh one', async () => {
    const { reply } = await client.execute('console.log("bye"); process.exit(3)');
    expect(reply).toMatchObject({
      status: 'error',
      ename: 'KernelEnded',
      evalue: 'The cell called process.exit(3), which ended the kernel.',
    });
    expect(await client.contents('typeof twenty', 'execute_result')).toMatchObject([
      { data: { 'text/plain': "'undefined'" } },
    ]);
  });

  it('says goodbye and goes', async () => {
    const gone = once(client.process, 'exit');
    expect(await client.request('control', 'shutdown_request', { restart: true })).toEqual({
      status: 'ok',
      restart: true,
    });
    expect(await gone).toEqual([0, null]);
  });
});
