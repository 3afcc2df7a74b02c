import type { Program } from '../program';
import { accessOf, type Layout } from './layout';
import { callFor, loadOf, mainHead, parameterList, type Shader, shaderOf } from './shader';
import { statementsOf } from './statements';

/** y = f(x); of NaN it is NaN, also where the formula only compares x. Buffers: x, y, the parameters, the tables. One invocation for each element of the arrays. */
export function forwardShader(program: Program, layout: Layout): Shader {
  const statements = statementsOf([program.value], program.parameters);
  const access = accessOf(layout);
  const code = `
fn valueOf(x: f32${parameterList(program)}) -> f32 {
  ${statements.lines.join('\n  ')}
  return select(${statements.results[0]}, x, isNan(x));
}
${mainHead(program)}
  let at = first;
  if (at >= arrayLength(&xs)) { return; }
  let x = ${loadOf(access, 'xs')};
  ys[at] = ${access.element}(${access.each((lane) => callFor('valueOf', lane, program))});
}`;
  const bindings = [
    { name: 'xs', type: access.element },
    { name: 'ys', type: access.element, written: true },
  ];
  return shaderOf({
    label: `${program.title}, forward`,
    layout,
    program,
    statements,
    bindings,
    functions: ['isNan'],
    code,
  });
}
