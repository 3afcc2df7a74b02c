import type { Spline } from '../../expression/expression';
import type { Program } from '../program';
import { libraryOf } from './functions';
import { type Access, accessOf, type Layout } from './layout';
import { cellsOf, type Statements } from './statements';
import { workgroupSize } from './workgroupSize';

/** A compute shader: `main`, in workgroups of `workgroupSize` invocations, all its buffers in group 0. */
export interface Shader {
  /** Names it in the device's own errors: 'TeLU, forward'. */
  readonly label: string;
  readonly code: string;
  /** The splines' coefficients, four to a cell; empty where the shader binds no tables. */
  readonly tables: Float32Array;
}

/** One buffer, in the order of the bindings. */
export interface Binding {
  readonly name: string;
  readonly type: string;
  readonly written?: boolean;
}

interface Parts {
  readonly label: string;
  readonly layout: Layout;
  readonly program: Program;
  readonly statements: Statements;
  /** Before the parameters' and the tables'. */
  readonly bindings: readonly Binding[];
  readonly functions?: readonly string[];
  /** Declarations, and `main`. */
  readonly code: string;
}

/** Bindings are: the shader's own, one for each parameter, the tables where there are any. */
export function shaderOf({ label, layout, program, statements, bindings, functions = [], code }: Parts): Shader {
  const { scalar } = accessOf(layout);
  const parameters = program.parameters.map((_, index) => ({ name: `parameter${index}`, type: scalar }));
  const tables = statements.tables.length > 0 ? [{ name: 'tables', type: 'vec4<f32>' }] : [];
  const text = [
    layout.storage === 'f16' ? 'enable f16;' : '',
    bindingsText([...bindings, ...parameters, ...tables]),
    libraryOf([...statements.functions, ...functions]),
    code,
  ].join('\n');
  return { label, code: text, tables: coefficientsOf(statements.tables) };
}

export function bindingsText(bindings: readonly Binding[]): string {
  return bindings
    .map(({ name, type, written }, index) => {
      const mode = written ? 'read_write' : 'read';
      return `@group(0) @binding(${index}) var<storage, ${mode}> ${name}: array<${type}>;`;
    })
    .join('\n');
}

function coefficientsOf(tables: readonly Spline[]): Float32Array {
  const values = new Float32Array(4 * tables.reduce((sum, table) => sum + cellsOf(table), 0));
  let at = 0;
  for (const { coefficients } of tables) {
    values.set(coefficients, at);
    at += coefficients.length;
  }
  return values;
}

/** What `main` begins with: the parameters' values, and `at`, this invocation's place in line. */
export function mainHead(program: Program): string {
  const reads = program.parameters.map((_, index) => `  let p${index} = f32(parameter${index}[0]);\n`);
  return `
@compute @workgroup_size(${workgroupSize})
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u,
        @builtin(local_invocation_index) local: u32, @builtin(workgroup_id) group: vec3u) {
  // Workgroups that one dimension cannot hold stand in rows.
  let row = groups.x * ${workgroupSize}u;
${reads.join('')}  let first = id.x + id.y * row;`;
}

/** The signature's end of a function of x and the parameters, and the arguments for one lane of `x`. */
export function parameterList(program: Program): string {
  return program.parameters.map((_, index) => `, p${index}: f32`).join('');
}

export function callFor(name: string, lane: string, program: Program): string {
  return `${name}(x${lane}${program.parameters.map((_, index) => `, p${index}`).join('')})`;
}

export function loadOf({ wide }: Access, array: string): string {
  return `${wide}(${array}[at])`;
}
