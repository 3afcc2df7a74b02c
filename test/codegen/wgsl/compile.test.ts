import { beforeAll, describe, expect, it } from 'vitest';
import { activations } from '../../../kernels/activations';
import type { Program } from '../../../kernels/codegen/program';
import { adamShader } from '../../../kernels/codegen/wgsl/adam';
import { backwardShader } from '../../../kernels/codegen/wgsl/backward';
import { backwardWithParametersShader } from '../../../kernels/codegen/wgsl/backwardWithParameters';
import { forwardShader } from '../../../kernels/codegen/wgsl/forward';
import type { Layout } from '../../../kernels/codegen/wgsl/layout';
import { sumPartialsShader } from '../../../kernels/codegen/wgsl/sumPartials';
import { abs, add, max, min, parameter, power, rebuild, spline, where, x } from '../../../kernels/expression/build';
import type { UnaryPrimitive } from '../../../kernels/expression/expression';
import { unaryPrimitives } from '../../../kernels/expression/primitives';
import { programFor } from '../../support/programFor';
import { programOf } from '../../support/programs';
import { complaintOf, nullDevice } from './nullDevice';

const layouts: readonly Layout[] = ([1, 4] as const).flatMap((lanes) =>
  (['f32', 'f16'] as const).map((storage) => ({ lanes, storage })),
);

let device: GPUDevice;
beforeAll(async () => {
  device = await nullDevice();
});

/** Every pass of the program, in every layout. */
function shadersOf(program: Program) {
  const backward = program.parameters.length > 0 ? [backwardShader, backwardWithParametersShader] : [backwardShader];
  return layouts.flatMap((layout) => [forwardShader, ...backward].map((generate) => generate(program, layout)));
}

async function expectToCompile(shaders: readonly { label: string; code: string }[]): Promise<void> {
  for (const { label, code } of shaders) expect(await complaintOf(device, code), `${label}\n${code}`).toBeUndefined();
}

describe('shaders, by the compiler of Chrome', () => {
  it.each(activations)('$title compiles in every pass and layout', (activation) =>
    expectToCompile(shadersOf(programOf(activation))),
  );

  it.each(Object.keys(unaryPrimitives) as UnaryPrimitive[])('%s compiles, and so does its slope', (name) =>
    expectToCompile(shadersOf(programFor(name, rebuild({ kind: 'call', primitive: name, args: [x] }, [x])))),
  );

  it('powers, tables and choices compile', () => {
    const table = { low: -1, high: 1, coefficients: [0, 1, 0, 0, 1, 1, 0, 0], slope: x };
    const expressions = [
      power(x, 7),
      power(x, -3),
      power(add(abs(x), 1), parameter('p')),
      add(spline(table, x), spline({ ...table, low: -2 }, power(x, 2))),
      where(x, max(x, parameter('p')), min(x, -2)),
    ];
    return expectToCompile(expressions.flatMap((value, i) => shadersOf(programFor(`case ${i}`, value, ['p']))));
  });

  it('the other kernels compile', () =>
    expectToCompile([
      adamShader(1),
      adamShader(4),
      ...[1, 2, 3].map((parameters) => sumPartialsShader('TeLU', parameters, 'f32')),
    ]));

  it('complains where a shader is wrong', async () => {
    const { code } = forwardShader(programFor('x', x), { lanes: 4, storage: 'f32' });
    expect(await complaintOf(device, code.replaceAll('valueOf', 'valueOff_').replace('valueOff_', 'valueOf'))).toMatch(
      /unresolved/,
    );
  });
});
