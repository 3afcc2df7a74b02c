import type { Visible } from './cellModule';
import type { Declaration } from './declarations';

/** What earlier cells have given to a namespace or an enum to which this cell adds: see mergedNames.ts of the kernel. */
export interface EarlierPart {
  readonly name: string;
  readonly kind: Declaration['kind'];
  readonly exported: boolean;
  readonly members: readonly string[];
  readonly fileName: string;
}

/** None where a member is declared again, or where one of the two is more than a list of members: that is a new beginning. */
export function earlierPartsOf(
  declarations: readonly Declaration[],
  visible: ReadonlyMap<string, Visible>,
): EarlierPart[] {
  return [...new Set(declarations.map(({ name }) => name))].flatMap((name) => {
    const before = visible.get(name);
    const own = declarations.filter((declaration) => declaration.name === name);
    const { kind, members = [] } = before?.declaration ?? {};
    const [first] = own;
    if (!before || !first || !kind || members.length === 0) return [];
    const isAddition = own.every((each) => each.kind === kind && !each.members?.some((one) => members.includes(one)));
    return isAddition ? [{ name, kind, exported: first.exported, members, fileName: before.fileName }] : [];
  });
}

/** The declarations as later cells see them. */
export function withEarlier(declarations: readonly Declaration[], parts: readonly EarlierPart[]): Declaration[] {
  return declarations.map((declaration) => {
    const part = parts.find(({ name }) => name === declaration.name);
    return part ? { ...declaration, members: [...part.members, ...(declaration.members ?? [])] } : declaration;
  });
}

const suffix = '$earlier';

/** Whether only the hidden line mentions it. */
export function isHiddenName(name: string): boolean {
  return name.endsWith(suffix);
}

/** `Shapes as Shapes$earlier` */
export function importOfPart({ name }: EarlierPart): string {
  return `${name} as ${name}${suffix}`;
}

/** A declaration that TypeScript puts together with the cell's own. */
export function textOfPart({ name, kind, exported, members }: EarlierPart): string {
  const before = name + suffix;
  const text =
    kind === 'enum'
      ? `enum ${name} { ${members.map((member) => `${member} = ${before}.${member}`).join(', ')} }`
      : `namespace ${name} { ${members.map((member) => `export import ${member} = ${before}.${member};`).join(' ')} }`;
  return exported ? `export ${text}` : text;
}
