/** Writes kernels/backends/accuracy.md: `npx tsx test/backends/recordAccuracy.ts`, some minutes. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getActivation } from '../../kernels/activations';
import { hasRelaxedSimd } from '../../kernels/backends/wasm/relaxedSimd';
import { type Accuracy, finiteFloats, measureAccuracy } from '../support/accuracy';
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
  writeFileSync(join(__dirname, '../../kernels/backends/accuracy.md'), text);
}

function rowOf({ id, value, slope }: Accuracy): string {
  const cells = [value, slope].flatMap(({ ulp, x }) => [(Math.ceil(ulp * 10) / 10).toFixed(1), x.toPrecision(4)]);
  return `| ${[getActivation(id).title, ...cells].join(' | ')} |`;
}

void record().then(() => process.exit());
