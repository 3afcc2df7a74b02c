/** Writes kernels/backends/accuracy.md and the same as accuracy.ts, for who describes an activation: `npx tsx test/backends/recordAccuracy.ts`, some minutes. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getActivation } from '../../kernels/activations';
import { hasRelaxedSimd } from '../../kernels/backends/wasm/relaxedSimd';
import { type Accuracy, finiteFloats, measureAccuracy, type Worst } from '../support/accuracy';
import { useBackend } from '../support/backends';

const stride = 1501;

async function record(): Promise<void> {
  await useBackend('wasm');
  const at = finiteFloats(stride);
  const rows = await measureAccuracy(at);
  const text = [
    '# How exact the compute kernels are',
    '',
    `The wasm backend's largest errors over ${at.length.toLocaleString('en')} float32 numbers, of every exponent and both signs, against`,
    `the float64 reference, ${hasRelaxedSimd() ? 'with' : 'without'} relaxed SIMD; parameters have their initial values. In units in the last place (ULP).`,
    "Where a function is steep beside its value (near a root, in an exponential's tail) x's own rounding moves it by",
    'more than that: there in units of what it moves. Below 2⁻¹²⁰, where factors are subnormal, in units of 2⁻¹⁴³. The cpu',
    'backend is the reference itself, rounded once: 0.5 ULP. Written by `npx tsx test/backends/recordAccuracy.ts`.',
    '',
    '| activation | value, ULP | at x = | slope, ULP | at x = |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...rows.map(rowOf),
    '',
  ].join('\n');
  write('accuracy.md', text);
  write('accuracy.ts', moduleOf(rows));
}

function write(name: string, text: string): void {
  writeFileSync(join(__dirname, '../../kernels/backends', name), text);
}

/** As Biome formats it. */
function moduleOf(rows: readonly Accuracy[]): string {
  const worst = ({ ulp, x }: Worst) => `{ ulp: ${tenths(ulp)}, x: ${Number(x.toPrecision(4))} }`;
  return [
    '/**',
    ' * The largest errors of the wasm kernels by activation, in units in the last place; accuracy.md says how they were',
    ' * measured. Written by `npx tsx test/backends/recordAccuracy.ts`.',
    ' */',
    'export interface Accuracy {',
    '  readonly value: Worst;',
    '  readonly slope: Worst;',
    '}',
    '',
    'export interface Worst {',
    '  readonly ulp: number;',
    '  readonly x: number;',
    '}',
    '',
    'export const accuracies: Readonly<Record<string, Accuracy>> = {',
    ...rows.map(({ id, value, slope }) => `  ${id}: { value: ${worst(value)}, slope: ${worst(slope)} },`),
    '};',
    '',
  ].join('\n');
}

const tenths = (ulp: number): number => Math.ceil(ulp * 10) / 10;

function rowOf({ id, value, slope }: Accuracy): string {
  const cells = [value, slope].flatMap(({ ulp, x }) => [tenths(ulp).toFixed(1), x.toPrecision(4)]);
  return `| ${[getActivation(id).title, ...cells].join(' | ')} |`;
}

void record().then(() => process.exit());
