import { libraryOf } from './functions';
import type { Layout } from './layout';
import { bindingsText, type Shader } from './shader';
import { workgroupSize } from './workgroupSize';

/** The second stage, in one workgroup: partial sums into one number for each parameter. Buffers: partials, gradients. */
export function sumPartialsShader(title: string, parameters: number, storage: Layout['storage']): Shader {
  const gradients = Array.from({ length: parameters }, (_, index) => `gradient${index}`);
  const code = `${storage === 'f16' ? 'enable f16;' : ''}
${bindingsText([
  { name: 'partials', type: 'vec2f' },
  ...gradients.map((name) => ({ name, type: storage, written: true })),
])}
${libraryOf(['addExactly', 'sumOfWorkgroup', 'totalOf'])}
fn sumOf(parameter: u32, local: u32) -> f32 {
  var sum = vec2f();
  for (var at = parameter + ${parameters}u * local; at < arrayLength(&partials); at += ${parameters * workgroupSize}u) {
    let partial = partials[at];
    sum = addExactly(sum + vec2f(0.0f, partial.y), partial.x);
  }
  return totalOf(sumOfWorkgroup(sum, local));
}
@compute @workgroup_size(${workgroupSize})
fn main(@builtin(local_invocation_index) local: u32) {
  ${gradients.map((_, index) => `let sum${index} = sumOf(${index}u, local);`).join('\n  ')}
  if (local == 0u) {
    ${gradients.map((name, index) => `${name}[0] = ${storage}(sum${index});`).join('\n    ')}
  }
}`;
  return { label: `${title}, parameter gradients`, code, tables: new Float32Array() };
}
