import { type Place, type Stretch, stretchOf } from '../place';

/** Where the name under the cursor is declared: in this notebook, in a file, in a package's types. */
export function definitionsAt({ notebook, module, position }: Place): Stretch[] {
  const found = notebook.service.getDefinitionAtPosition(module.fileName, position) ?? [];
  return found.flatMap(({ fileName, textSpan }) => stretchOf(notebook, fileName, textSpan) ?? []);
}

/** Every use of the name, in all cells and in the files that they import. */
export function referencesAt({ notebook, module, position }: Place, withDeclaration: boolean): Stretch[] {
  const found = notebook.service.findReferences(module.fileName, position) ?? [];
  const entries = found.flatMap(({ references }) => references);
  const wanted = withDeclaration ? entries : entries.filter(({ isDefinition }) => !isDefinition);
  return unique(wanted.flatMap(({ fileName, textSpan }) => stretchOf(notebook, fileName, textSpan) ?? []));
}

/** An import and what it stands for are two symbols to TypeScript: a place can come twice. */
function unique(stretches: readonly Stretch[]): Stretch[] {
  return [...new Map(stretches.map((stretch) => [`${stretch.fileName}:${stretch.start}`, stretch])).values()];
}
