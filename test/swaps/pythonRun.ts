import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { activationOf, targetsFor } from '../../extension/rewrite/activationNames';
import { planSwap } from '../../extension/rewrite/edits';
import { fileSource } from '../../extension/rewrite/source';
import { applyEdits } from '../../extension/rewrite/textEdits';
import { whyUntold } from '../../extension/rewrite/whyUntold';
import { type Activation, curveOf } from '../../kernels/activations';
import vectors from '../fixtures/activation-vectors.json';
import { parsers } from '../rewrite/parsers';
import { defineOwnActivations } from '../support/ownActivations';

/** One swapped program and what its activation must compute. */
export interface SwapCase {
  readonly id: string;
  readonly target: string;
  readonly text: string;
  readonly isTrainable: boolean;
  readonly x: readonly number[];
  readonly f: readonly number[];
  /** null at a kink, where libraries differ. */
  readonly df: readonly (number | null)[];
}

interface Vectors {
  readonly x: readonly number[];
  readonly f: readonly number[];
  readonly df: readonly number[];
}

/** Float64 values from outside this code base, by the catalogue's parameters at their start. */
const published = new Map<string, Vectors>(
  Object.entries({
    telu: vectors.TeLU,
    silu: vectors.SiLU,
    gelu: vectors.GELU_erf,
    gelu_tanh: vectors.GELU_tanh,
    quick_gelu: vectors.QuickGELU,
    mish: vectors.Mish,
    logish: vectors.Logish,
    smish: vectors.Smish,
    elu: vectors.ELU,
    selu: vectors.SELU,
    softplus: vectors.Softplus,
    relu_squared: vectors.ReLU2,
    leaky_relu: vectors['LReLU_0.01'],
    prelu: vectors['PReLU_0.25'],
    xielu: vectors.xIELU,
    xiprelu: vectors.xIPReLU,
    xiep: vectors.xIEP,
  }),
);

defineOwnActivations();
/** Every activation with a formula, of the catalogue and of one's own, which a program that says ReLU is swapped for. */
export const targets = targetsFor('relu').filter((id) => activationOf(id) !== undefined && whyUntold(id) === null);

export function isTrained(target: string): boolean {
  return activationOf(target)?.parameters.some(({ trainable }) => trainable) ?? false;
}

/** The program with its ReLU swapped; null with the reason where the swap refuses. */
export async function swapCase(id: string, target: string, program: string): Promise<SwapCase | string> {
  const source = fileSource(program, 'python');
  const isRelu = ({ activation }: { activation: string }) => activation === 'relu';
  const { edits, refusals } = await planSwap(parsers, source, isRelu, target);
  const activation = activationOf(target);
  const [refusal] = refusals;
  if (refusal || edits.length === 0 || !activation) return refusal?.reason ?? 'nothing was found';
  return {
    id: `${id}/${target}`,
    target,
    text: applyEdits(program, edits),
    isTrainable: isTrained(target),
    ...valuesOf(target, activation),
  };
}

function valuesOf(target: string, activation: Activation): Pick<SwapCase, 'x' | 'f' | 'df'> {
  const curve = curveOf(activation);
  const known = published.get(target);
  const x = known?.x ?? [-20, -10, -5, -2, -1, -0.5, 0, 0.5, 1, 2, 5, 10, 20];
  const isKink = (at: number) => Math.abs(curve.derivative(at + 1e-7) - curve.derivative(at - 1e-7)) > 1e-3;
  const df = known?.df ?? x.map((at) => curve.derivative(at));
  return { x, f: known?.f ?? x.map((at) => curve.f(at)), df: df.map((slope, i) => (isKink(x[i] ?? 0) ? null : slope)) };
}

export const python = process.env.ACTIVATION_LAB_SWAPS_PYTHON;

export function hasModule(name: string): boolean {
  const program = `import importlib.util, sys; sys.exit(importlib.util.find_spec("${name}") is None)`;
  return python !== undefined && spawnSync(python, ['-c', program]).status === 0;
}

/** What went wrong in each case, by its id: an empty list is a pass. One process for all, since frameworks load slowly. */
export function runCases(script: string, cases: readonly SwapCase[]): Map<string, readonly string[]> {
  const { stdout, stderr, status } = spawnSync(python ?? 'python3', [path.join(import.meta.dirname, script)], {
    input: JSON.stringify(cases),
    encoding: 'utf8',
    maxBuffer: 64 << 20,
    env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3', KERAS_BACKEND: 'tensorflow', JAX_PLATFORMS: 'cpu' },
  });
  if (status !== 0) throw new Error(`${script} ended with ${status}: ${stderr.slice(-3000)}`);
  const line = stdout.split('\n').find((each) => each.startsWith('RESULT '));
  return new Map(Object.entries(JSON.parse(line?.slice('RESULT '.length) ?? '{}') as Record<string, string[]>));
}
