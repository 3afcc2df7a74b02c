import type { Program } from '../program';
import { accessOf, type Layout } from './layout';
import { callFor, loadOf, mainHead, parameterList, type Shader, shaderOf } from './shader';
import { type Statements, statementsOf } from './statements';

/**
 * dx, and for each parameter Σ dy·∂f/∂p over what one workgroup meets: the first of two stages, {@link sumPartials}
 * being the second. Buffers: x, dy, dx, partials, the parameters, the tables. As many workgroups as one likes: they
 * stride over the arrays, and each writes one pair of float32 for each parameter.
 */
export function backwardWithParametersShader(program: Program, layout: Layout): Shader {
  const statements = statementsOf([program.slope, ...program.parameterSlopes], program.parameters);
  const access = accessOf(layout);
  const each = <T>(text: (index: number) => T): T[] => program.parameters.map((_, index) => text(index));
  const lanes = ['.x', '.y', '.z', '.w'].slice(0, layout.lanes).map((lane) => (layout.lanes === 1 ? '' : lane));
  const code = `
${slopesFunction(program, statements)}
${mainHead(program)}
  ${each((index) => `var sum${index} = vec2f();`).join(' ')}
  for (var at = first; at < arrayLength(&xs); at += row * groups.y) {
    let x = ${loadOf(access, 'xs')};
    let dy = ${loadOf(access, 'dys')};
    ${lanes.map((lane, at) => `let s${at} = ${callFor('slopesOf', lane, program)};`).join('\n    ')}
    dxs[at] = ${access.element}(dy * ${access.wide}(${lanes.map((_, at) => `s${at}.x`).join(', ')}));
    ${each((index) => lanes.map((lane, at) => `sum${index} = addExactly(sum${index}, dy${lane} * s${at}.p${index});`))
      .flat()
      .join('\n    ')}
  }
  let place = ${program.parameters.length}u * (group.x + group.y * groups.x);
  ${each((index) => `let total${index} = sumOfWorkgroup(sum${index}, local);`).join('\n  ')}
  if (local == 0u) {
    ${each((index) => `partials[place + ${index}u] = total${index};`).join('\n    ')}
  }
}`;
  const bindings = [
    { name: 'xs', type: access.element },
    { name: 'dys', type: access.element },
    { name: 'dxs', type: access.element, written: true },
    { name: 'partials', type: 'vec2f', written: true },
  ];
  const functions = ['isNan', 'addExactly', 'sumOfWorkgroup'];
  const label = `${program.title}, backward with parameters`;
  return shaderOf({ label, layout, program, statements, bindings, functions, code });
}

function slopesFunction(program: Program, { lines, results: [slope, ...rest] }: Statements): string {
  return `struct Slopes { x: f32${program.parameters.map((_, index) => `, p${index}: f32`).join('')} }
fn slopesOf(x: f32${parameterList(program)}) -> Slopes {
  ${lines.join('\n  ')}
  return Slopes(${[slope, ...rest].map((name) => `select(${name}, x, isNan(x))`).join(', ')});
}`;
}
