import type ts from '@typescript/typescript6';
import type { CellModule } from '../cellModule';
import { type Place, type Stretch, stretchOf } from '../place';

export interface Replacement {
  stretch: Stretch;
  newText: string;
}

/** The name that would be renamed, or why it cannot be. */
export function renamableAt({ notebook, module, position }: Place): Stretch | { refusal: string } {
  const info = notebook.service.getRenameInfo(module.fileName, position, {});
  if (!info.canRename) return { refusal: info.localizedErrorMessage };
  return stretchOf(notebook, module.fileName, info.triggerSpan) ?? { refusal: 'This name cannot be renamed.' };
}

/**
 * What a rename changes. A name of the notebook's top level is renamed in each cell by itself, beginning with the import
 * in its hidden line: TypeScript then sees to `{ name }` in an object, which must become `{ name: newName }`.
 */
export function renameAt(place: Place, newName: string): Replacement[] {
  const { notebook, module, position } = place;
  const starts = startsInOtherCells(place);
  const places = starts.length > 0 ? starts : [{ module, position }];
  return places.flatMap((start) => {
    const found = notebook.service.findRenameLocations(
      start.module.fileName,
      start.position,
      false,
      false,
      preferences,
    );
    return (found ?? []).flatMap((location) => replacementOf(place, location, newName));
  });
}

const preferences: ts.UserPreferences = { providePrefixAndSuffixTextForRename: true };

function replacementOf(
  { notebook }: Place,
  { fileName, textSpan, prefixText = '', suffixText = '' }: ts.RenameLocation,
  newName: string,
): Replacement[] {
  const stretch = stretchOf(notebook, fileName, textSpan);
  return stretch ? [{ stretch, newText: prefixText + newName + suffixText }] : [];
}

/** Where the name begins in each cell that knows it: its declaration, or the import in a hidden line. */
function startsInOtherCells({ notebook, module, position }: Place): Pick<Place, 'module' | 'position'>[] {
  const [definition] = notebook.service.getDefinitionAtPosition(module.fileName, position) ?? [];
  const home = definition && notebook.modules.ofFile(definition.fileName);
  const declared = home?.declarations.find((one) => one.position + home.start === definition?.textSpan.start);
  if (!home || !declared) return [];
  const importing = notebook.modules.all().flatMap((other) => {
    const at = other.visible.get(declared.name)?.fileName === home.fileName ? importOf(other, declared.name) : -1;
    return at < 0 ? [] : [{ module: other, position: at }];
  });
  return [{ module: home, position: definition?.textSpan.start ?? 0 }, ...importing];
}

function importOf({ text, start }: CellModule, name: string): number {
  const imports = text.slice(0, start).split(' export {')[0] ?? '';
  return imports.search(new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`));
}
