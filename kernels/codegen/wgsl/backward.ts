import type { Program } from '../program';
import { accessOf, type Layout } from './layout';
import { callFor, loadOf, mainHead, parameterList, type Shader, shaderOf } from './shader';
import { statementsOf } from './statements';

/**
 * dx = dy·f′(x), recomputed from x: on a GPU arithmetic is cheaper than the memory that a saved slope would take.
 * Buffers: x, dy, dx, the parameters, the tables. One invocation for each element of the arrays.
 */
export function backwardShader(program: Program, layout: Layout): Shader {
  const statements = statementsOf([program.slope], program.parameters);
  const access = accessOf(layout);
  const code = `
fn slopeOf(x: f32${parameterList(program)}) -> f32 {
  ${statements.lines.join('\n  ')}
  return select(${statements.results[0]}, x, isNan(x));
}
${mainHead(program)}
  let at = first;
  if (at >= arrayLength(&xs)) { return; }
  let x = ${loadOf(access, 'xs')};
  dxs[at] = ${access.element}(${loadOf(access, 'dys')} * ${access.each((lane) => callFor('slopeOf', lane, program))});
}`;
  const bindings = [
    { name: 'xs', type: access.element },
    { name: 'dys', type: access.element },
    { name: 'dxs', type: access.element, written: true },
  ];
  return shaderOf({
    label: `${program.title}, backward`,
    layout,
    program,
    statements,
    bindings,
    functions: ['isNan'],
    code,
  });
}
