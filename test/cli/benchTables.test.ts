import { describe, expect, it } from 'vitest';
import { type Entry, entryOf, measureInTurns, medianOf } from '../../kernels/cli/bench/measure';
import { opRows, opsTable } from '../../kernels/cli/bench/opsTable';
import { type Answer, batches, batchSize, type OpTask, type Task } from '../../kernels/cli/bench/task';
import { figure, textTable } from '../../kernels/cli/bench/textTable';
import { partsTable, trainingRows, trainingTable } from '../../kernels/cli/bench/trainingTable';

/** Answers in the order given, and notes who was asked. */
function scripted(name: string, asked: string[], answers: Answer[]) {
  return {
    run: async (_: Task) => {
      asked.push(name);
      return answers.shift() ?? { error: 'asked too often' };
    },
  };
}

const opTask = (way: OpTask['way'], pass: OpTask['pass'] = 'forward'): OpTask => {
  return { kind: 'op', activation: 'telu', pass, size: 1e6, way };
};

function measured(label: string, task: Task, samples: number[]): Entry {
  return { ...entryOf(label, scripted(label, [], []), task), samples };
}

describe('measuring in turns', () => {
  it('asks each once a round, and keeps nothing of the first round', async () => {
    const asked: string[] = [];
    const [a, b] = [
      entryOf('a', scripted('a', asked, [{ samples: [99] }, { samples: [1, 2] }, { samples: [3] }]), opTask('fused')),
      entryOf('b', scripted('b', asked, [{ samples: [99] }, { samples: [7] }, { samples: [9] }]), opTask('composed')),
    ];
    const progress: number[] = [];
    await measureInTurns([a, b], 2, (done, total) => progress.push(done / total));
    expect(asked.join('')).toBe('ababab');
    expect([a.samples, b.samples]).toEqual([
      [1, 2, 3],
      [7, 9],
    ]);
    expect([medianOf(a), medianOf(b), medianOf(undefined)]).toEqual([2, 8, Number.NaN]);
    expect(progress.at(-1)).toBe(1);
  });

  it('runs an op often before it counts', async () => {
    const tasks: Task[] = [];
    const run = async (task: Task) => {
      tasks.push(task);
      return { samples: [1] };
    };
    await measureInTurns([entryOf('a', { run }, opTask('fused'))], 1, () => {});
    expect(tasks[0]).toMatchObject({ atLeastMs: 300 });
    expect(tasks[1]).not.toHaveProperty('atLeastMs');
  });

  it('asks no more what failed, and goes on with the others', async () => {
    const asked: string[] = [];
    const broken = entryOf('x', scripted('x', asked, [{ error: 'no kernel' }]), opTask('eager'));
    const fine = entryOf('y', scripted('y', asked, [{ samples: [1] }, { samples: [2] }]), opTask('fused'));
    await measureInTurns([broken, fine], 1, () => {});
    expect(asked.join('')).toBe('xyy');
    expect(broken.error).toBe('no kernel');
    expect(fine.samples).toEqual([2]);
  });
});

describe('the table of activations', () => {
  const copy = measured('copy', { kind: 'copy', size: 1e6 }, [0.5]);
  const entries = [
    measured('wasm fused', opTask('fused'), [2, 1, 3]),
    measured('wasm composed', opTask('composed'), [20]),
    measured('tfjs wasm', opTask('stock'), [50]),
    { ...measured('PyTorch compiled', opTask('compiled'), []), error: 'no C++ compiler\n  at line 1' },
  ];

  it('counts bytes, the share of a copy, and times against composed operations and plain tfjs', () => {
    expect(opRows(entries, copy)[0]).toMatchObject({
      milliseconds: 2,
      gigabytesPerSecond: 4,
      percentOfCopy: 25,
      timesComposed: 10,
      timesStock: 25,
    });
    const both = opRows([measured('wasm fused', opTask('fused', 'forward + backward'), [2])], copy);
    expect(both[0]).toMatchObject({ gigabytesPerSecond: 10, timesComposed: Number.NaN });
  });

  it('says what was not measured, and why', () => {
    expect(opsTable(opRows(entries, copy)).split('\n')).toEqual([
      'activation  computed by      ms   GB/s  % of copy  × composed  × tfjs',
      'telu        wasm fused     2.00   4.00       25.0        10.0    25.0',
      'telu        wasm composed  20.0  0.400       2.50        1.00    2.50',
      'telu        tfjs wasm      50.0  0.160       1.00       0.400    1.00',
      'Not measured:',
      '  PyTorch compiled, telu: no C++ compiler',
    ]);
  });
});

describe('the tables of networks', () => {
  const epoch = (way: 'ours' | 'stock' | 'eager') => ({ kind: 'epoch', network: 'MLP', way }) as const;

  it('give images a second, against tfjs and PyTorch', () => {
    const rows = trainingRows([
      measured('Activation Lab', epoch('ours'), [batches * 2]),
      measured('tfjs', epoch('stock'), [batches * 10]),
      measured('PyTorch', epoch('eager'), [batches]),
    ]);
    expect(rows[0]).toMatchObject({
      millisecondsPerStep: 2,
      imagesPerSecond: batchSize * 500,
      timesStock: 5,
      timesPeer: 0.5,
    });
    expect(trainingTable(rows)).toContain('32,000');
  });

  it('say why a network did not train', () => {
    const failed = { ...measured('tfjs', epoch('stock'), []), error: 'no Conv2DBackpropFilter' };
    expect(trainingTable(trainingRows([failed]))).toMatch(/–[\s\S]*tfjs, MLP: no Conv2DBackpropFilter/);
  });

  it('share a step out among its parts', () => {
    const entry = entryOf('MLP', scripted('', [], []), { kind: 'parts', network: 'MLP' });
    entry.parts.push({ AdamW: 1, bias: 3 }, { AdamW: 1, bias: 3 }, { AdamW: 50, bias: 3 });
    expect(partsTable([entry]).split('\n').slice(1)).toEqual([
      'bias               3.00 ms  75 %',
      'AdamW              1.00 ms  25 %',
    ]);
  });
});

it('a table aligns words left and numbers right', () => {
  expect(
    textTable(
      ['a', 'b'],
      [
        ['long', '1'],
        ['x', '100'],
      ],
    ),
  ).toBe('a       b\nlong    1\nx     100');
});

it.each([
  [0.123456, '0.123'],
  [1.23456, '1.23'],
  [12.3456, '12.3'],
  [12345.6, '12,346'],
  [0, '0'],
  [Number.NaN, '–'],
])('%d is written %s', (value, text) => {
  expect(figure(value)).toBe(text);
});
