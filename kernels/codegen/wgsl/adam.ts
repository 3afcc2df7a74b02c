import { accessOf, type Layout } from './layout';
import { bindingsText, type Shader } from './shader';
import { workgroupSize } from './workgroupSize';

/**
 * One step of AdamW. Buffers: value, gradient, first and second moment, the new value and moments, then a uniform of
 * eight numbers. The complements come from outside: 1 − 0.999 in float32 has lost four digits.
 */
export function adamShader(lanes: Layout['lanes']): Shader {
  const { element } = accessOf({ lanes, storage: 'f32' });
  const read = ['values', 'gradients', 'firsts', 'seconds'].map((name) => ({ name, type: element }));
  const written = ['newValues', 'newFirsts', 'newSeconds'].map((name) => ({ name, type: element, written: true }));
  const code = `struct Step {
  rate: f32, beta1: f32, oneMinusBeta1: f32, beta2: f32, oneMinusBeta2: f32, epsilon: f32, kept: f32, unbias2: f32
}
${bindingsText([...read, ...written])}
@group(0) @binding(7) var<uniform> step: Step;
@compute @workgroup_size(${workgroupSize})
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let at = id.x + id.y * groups.x * ${workgroupSize}u;
  if (at >= arrayLength(&values)) { return; }
  let slope = gradients[at];
  let mean = step.beta1 * firsts[at] + step.oneMinusBeta1 * slope;
  let square = step.beta2 * seconds[at] + step.oneMinusBeta2 * slope * slope;
  newFirsts[at] = mean;
  newSeconds[at] = square;
  newValues[at] = step.kept * values[at] - step.rate * mean / (sqrt(square * step.unbias2) + step.epsilon);
}`;
  return { label: 'AdamW step', code, tables: new Float32Array() };
}
