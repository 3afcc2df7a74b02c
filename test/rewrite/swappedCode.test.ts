import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { ActivationId } from '../../extension/rewrite/activationNames';
import type { Detection, Verdict } from '../../extension/rewrite/detection';
import { planSwap } from '../../extension/rewrite/edits';
import { fileSource, type RewriteLanguage } from '../../extension/rewrite/source';
import { applyEdits } from '../../extension/rewrite/textEdits';
import { parsers } from './parsers';
import { swapPairs } from './swapPairs';

const hasPython = spawnSync('python3', ['--version']).status === 0;

async function swap(text: string, language: RewriteLanguage, from: ActivationId, to: ActivationId): Promise<string> {
  const isChosen = ({ activation }: Detection, { applicability }: Verdict) =>
    activation === from && applicability !== 'none';
  const { edits } = await planSwap(parsers, fileSource(text, language), isChosen, to);
  return applyEdits(text, edits);
}

function isValid(text: string, language: RewriteLanguage): Promise<boolean> {
  return parsers.withTree(fileSource(text, language), ({ root }) => !root.hasError);
}

const examples = swapPairs.filter(({ lang, before }) => {
  return ['python', 'typescript', 'javascript'].includes(lang) && /torch|tensorflow\/tfjs/.test(before);
});

describe.each(examples)('$id', ({ before, lang }) => {
  const language = lang as RewriteLanguage;
  const targets: ActivationId[] = ['telu', 'xielu', 'gelu', 'silu', 'mish', 'leaky_relu', 'gelu_tanh', 'relu_squared'];

  it.each(targets)('stays valid code as %s, and a second run changes nothing', async (target) => {
    const swapped = await swap(before, language, 'relu', target);
    expect(await isValid(swapped, language)).toBe(await isValid(before, language));
    expect(await swap(swapped, language, 'relu', target)).toBe(swapped);
  });

  it('keeps Windows line ends', async () => {
    const swapped = await swap(before.replaceAll('\n', '\r\n'), language, 'relu', 'telu');
    expect(swapped.replaceAll('\r\n', '')).not.toContain('\n');
    expect(swapped.replaceAll('\r\n', '\n')).toBe(await swap(before, language, 'relu', 'telu'));
  });
});

describe('an import that goes away where the helper must stand', () => {
  const texts = [
    'from keras.layers import ReLU\n\nact = ReLU()\n',
    'import torch\nfrom torch import nn\nfrom torch.nn import ReLU\n\nact = ReLU()\n',
    'from torch.nn import ReLU\nact = ReLU()\n',
    'from jax.nn import relu\n\n\ndef f(x):\n    return relu(x)\n',
    'from torch.nn import (\n    ReLU,\n)\n\nact = ReLU()\n',
  ];
  it.each(texts)('leaves neither its name nor a hole: %j', async (text) => {
    const swapped = await swap(text, 'python', 'relu', 'telu');
    expect(swapped).not.toMatch(/\bReLU\b|import relu/);
    expect(swapped).toMatch(/^(?:import .*\n|from .*\n)+\n\n(?:@.*\n)?(?:class TeLU|def telu)/);
    expect(await isValid(swapped, 'python')).toBe(true);
    expect(await swap(text.replaceAll('\n', '\r\n'), 'python', 'relu', 'telu')).toBe(swapped.replaceAll('\n', '\r\n'));
  });
});

describe('a module that has some of the layers only', () => {
  it.each(['keras.layers.core import Dense', 'keras.layers.advanced_activations import LeakyReLU, PReLU'])(
    'is not asked for another: from %s',
    async (line) => {
      const text = `from ${line}\nfrom keras.layers import ReLU\n\nact = ReLU()\n`;
      expect(await swap(text, 'python', 'relu', 'silu')).toBe(
        `from ${line}\nfrom keras.layers import Activation\n\nact = Activation("silu")\n`,
      );
      const alone = `from ${line}\nfrom keras.layers.advanced_activations import ELU\n\nact = ELU()\n`;
      expect(await swap(alone, 'python', 'elu', 'silu')).toBe(alone);
    },
  );
});

describe('two frameworks in one file', () => {
  it('get a helper each, one after the other, under names of their own', async () => {
    const text =
      'import jax\nimport torch\n\n\ndef f(x):\n    return torch.relu(x)\n\n\ndef g(x):\n    return jax.nn.relu(x)\n';
    const once = await swap(text, 'python', 'relu', 'telu');
    expect(once).toMatch(/\brelu\b/);
    const twice = await swap(once, 'python', 'relu', 'telu');
    expect(twice).not.toMatch(/\brelu\b/);
    expect(twice.match(/^def telu\w*/gm)?.sort()).toEqual(['def telu', 'def telu_activation']);
    expect(await swap(twice, 'python', 'relu', 'telu')).toBe(twice);
  });
});

describe('from one inserted helper to another', () => {
  it('puts the new one where the old one stood', async () => {
    const text = 'import torch\nfrom torch import nn\n\n\nclass Net(nn.Module):\n    act = nn.ReLU()\n';
    const telu = await swap(text, 'python', 'relu', 'telu');
    const squared = await swap(telu, 'python', 'telu', 'relu_squared');
    expect(squared).not.toContain('TeLU');
    expect(squared).toBe(await swap(text, 'python', 'relu', 'relu_squared'));
  });
});

describe.skipIf(!hasPython)('Python itself (skipped where there is no python3)', () => {
  it('compiles every swapped file', async () => {
    const python = examples.filter(({ lang, id }) => lang === 'python' && id !== 'pt-pos-016');
    const targets: ActivationId[] = ['telu', 'xielu', 'gelu_tanh', 'relu_squared'];
    const texts = await Promise.all(
      python.flatMap(({ before }) => targets.map((target) => swap(before, 'python', 'relu', target))),
    );
    const program = 'import json, sys\nfor text in json.load(sys.stdin): compile(text, "swapped.py", "exec")';
    const { stderr, status } = spawnSync('python3', ['-c', program], {
      input: JSON.stringify(texts),
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, '']);
  });
});
