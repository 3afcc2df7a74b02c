import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LogFolder } from '../../kernels/client/printed/logFolder';
import { budget, PrintedText } from '../../kernels/client/printed/printedText';
import { Transcript } from '../../kernels/client/printed/transcript';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'activation-lab-printed-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What stands there once all pieces have come. */
function transcribe(...pieces: string[]): string {
  const transcript = new Transcript();
  return pieces.map((piece) => transcript.add(piece)).join('') + transcript.open;
}

describe('text as a terminal leaves it', () => {
  it('keeps plain text, however it is cut', () => {
    expect(transcribe('a', 'b\nc', '\n\n', 'd')).toBe('ab\nc\n\nd');
    expect(transcribe('a\r', '\nb\r\nc')).toBe('a\nb\nc');
  });

  it('writes over what a carriage return or a backspace has gone back over', () => {
    expect(transcribe('10 %\r20 %\r', '100 %\n')).toBe('100 %\n');
    expect(transcribe('abc\rx')).toBe('xbc');
    expect(transcribe('abd\bc')).toBe('abc');
  });

  it('leaves colours out, also one that is cut in two', () => {
    expect(transcribe('\x1b[31mred\x1b[3', '9m plain')).toBe('red plain');
  });

  it('does not hold a line for ever', () => {
    const transcript = new Transcript();
    expect(transcript.add('x'.repeat(250_000)).length).toBe(250_000);
    expect(transcript.open).toBe('');
  });
});

describe('what a cell prints', () => {
  const printedText = () => new PrintedText(() => new LogFolder(folder).create('cell 1'));

  it('is given out as it comes while it is little, and no file is made', () => {
    const text = new PrintedText(() => {
      throw new Error('There is no need for a log.');
    });
    expect(text.add('a\n') + text.add('\x1b[1mb')).toBe('a\n\x1b[1mb');
    for (let percent = 0; percent < 20_000; percent++) text.add(`\r${'#'.repeat(100)} ${percent} %`);
    expect(text.logName).toBeUndefined();
  });

  it('is whole in a file once it is more, with nothing twice in what is shown', () => {
    const text = printedText();
    let shown = '';
    const lines = Array.from({ length: 400_000 }, (_, line) => `line ${line} ä€😀\n`);
    for (let first = 0; first < lines.length; first += 30) shown += text.add(lines.slice(first, first + 30).join(''));
    shown += text.add('open');
    const all = readFileSync(text.logPath ?? '', 'utf8');
    expect(all.split('\n')).toHaveLength(400_001);
    expect(all.startsWith(shown)).toBe(true);
    expect(shown.endsWith('\n')).toBe(true);
    expect(all.endsWith(text.tail)).toBe(true);
    expect(text.tail).toMatch(/^line \d+ ä€😀\n[\s\S]*open$/);
    text.add(' and closed\n');
    expect(readFileSync(text.logPath ?? '', 'utf8')).toBe(`${all} and closed\n`);
  });

  it('shows what is just over the limit once, not twice', () => {
    const text = printedText();
    const shown = text.add(`${'x'.repeat(budget - 10)}\n`) + text.add(`${'y'.repeat(50)}\n`);
    expect(shown + text.tail).toBe(`${'x'.repeat(budget - 10)}\n${'y'.repeat(50)}\n`);
  });

  it('takes fifty million characters in one piece, without a line and without half a character', () => {
    const text = printedText();
    const shown = text.add(`a${'😀'.repeat(25_000_000)}`);
    expect(shown.length).toBe(budget - 1);
    expect(shown.endsWith('😀')).toBe(true);
    expect(readFileSync(text.logPath ?? '').byteLength).toBe(100_000_001);
    expect(text.tail.length).toBeLessThanOrEqual(10_000);
  });

  it('says so when the file cannot be written, and goes on', () => {
    const place = join(folder, 'a file');
    writeFileSync(place, '');
    const text = new PrintedText(() => new LogFolder(place).create('cell 1'));
    text.add('x\n'.repeat(budget));
    expect(text.summary).toMatch(/The log is not complete: it could not be written.*(ENOTDIR|EEXIST)/);
    text.add('the end\n');
    expect(text.tail.endsWith('the end\n')).toBe(true);
  });
});

describe('the folder of logs', () => {
  it('names a log after its cell, finds it again, and nothing outside', () => {
    const logs = new LogFolder(folder);
    const log = logs.create('mein Heft/.. cell 3');
    log.write('x', '');
    const name = log.path.slice(folder.length + 1);
    expect(name).toMatch(/^mein-Heft-cell-3-[0-9a-f]{8}\.log$/);
    expect(logs.find(name)).toBe(log.path);
    writeFileSync(join(folder, 'secret'), '');
    for (const other of ['secret', '../secret', 'gone.log']) expect(logs.find(other)).toBeUndefined();
  });

  it('removes those that are old, and the oldest when all are too large', () => {
    const place = join(folder, 'crowded');
    mkdirSync(place);
    const now = Date.now() / 1000;
    for (const [name, age, size] of [
      ['old', 3600, 1],
      ['second', 20, 60],
      ['first', 10, 60],
    ] as const) {
      writeFileSync(join(place, `${name}.log`), 'x'.repeat(size));
      utimesSync(join(place, `${name}.log`), now - age, now - age);
    }
    writeFileSync(join(place, 'notes.txt'), 'not ours');
    new LogFolder(place, { oldestMs: 600_000, largestTotal: 100 }).create('new');
    expect(readdirSync(place).sort()).toEqual(['first.log', 'notes.txt']);
  });
});
