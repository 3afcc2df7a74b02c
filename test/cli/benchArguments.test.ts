import { describe, expect, it } from 'vitest';
import { readArguments } from '../../kernels/cli/bench/arguments';

const usual = { benchmark: 'ops', sizes: [1e6], threads: [1], rounds: 15, peers: false, json: false };

describe('the words after `npm run bench --`', () => {
  it.each([
    [[], usual],
    [['ops', '--size', '1e6,1e7', '--threads', '1,2'], { ...usual, sizes: [1e6, 1e7], threads: [1, 2] }],
    [['--peers', '--activations', 'telu,xielu'], { ...usual, peers: true, activations: ['telu', 'xielu'] }],
    [['training', '--json'], { ...usual, benchmark: 'training', rounds: 7, json: true }],
    [['training', '--tensorflow', '/opt/tf'], { ...usual, benchmark: 'training', rounds: 7, tensorflow: '/opt/tf' }],
    [['training', '--rounds', '3'], { ...usual, benchmark: 'training', rounds: 3 }],
  ])('%j', (words, expected) => {
    expect(readArguments(words)).toEqual(expected);
  });

  it.each([
    [['speed'], 'no benchmark "speed"'],
    [['ops', 'training'], 'One benchmark at a time'],
    [['--size', '0'], '--size 0: whole numbers'],
    [['--size', '1.5'], '--size 1.5'],
    [['--size', '1e9'], '--size 1e9: whole numbers from 1 to 134,217,728'],
    [['--threads', 'two'], '--threads two'],
    [['--rounds', ''], '--rounds'],
    [['--colour'], '--colour'],
  ])('refuses %j', (words, reason) => {
    expect(readArguments(words)).toContain(reason);
  });
});
