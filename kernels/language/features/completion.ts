import type ts from '@typescript/typescript6';
import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver';
import type { CellModule, Visible } from '../cellModule';
import type { Declaration } from '../declarations';
import { isHiddenName } from '../earlierParts';
import type { Place } from '../place';
import { documentationOf, textOf } from './markdown';

/** What the list does not show until an item is chosen, so that it need not be computed for a thousand others. */
export interface CompletionData {
  cell: string;
  offset: number;
  name: string;
  source?: string;
}

/** What may stand at this place: TypeScript's proposals, and names of earlier cells that this one does not use yet. */
export function completionsAt(place: Place): CompletionItem[] {
  const { notebook, module, position } = place;
  const preferences = { includeInsertTextCompletions: true };
  const found = notebook.service.getCompletionsAtPosition(module.fileName, position, preferences);
  const entries = (found?.entries ?? []).filter(({ name }) => !isHiddenName(name));
  const proposed = entries.map((entry) => proposedItem(entry, place));
  const known = new Set(proposed.map(({ label }) => label));
  if (!known.has(everywhere)) return proposed;
  const unused = [...module.visible.values()].filter(({ declaration }) => !known.has(declaration.name));
  return [...proposed, ...unused.map((visible) => earlierItem(visible, place))];
}

function proposedItem(entry: ts.CompletionEntry, place: Place): CompletionItem {
  const { name, kind, sortText, source } = entry;
  return { label: name, kind: kindOf(kind), sortText, data: dataOf(place, name, source), ...insertion(entry) };
}

/** Sorted as TypeScript sorts the names of the scope. */
function earlierItem({ declaration: { name, kind } }: Visible, place: Place): CompletionItem {
  return { label: name, kind: kinds[kind], sortText: '11', data: dataOf(place, name) };
}

function dataOf({ module, position }: Place, name: string, source?: string): CompletionData {
  return { cell: module.uri, offset: position - module.start, name, ...(source ? { source } : {}) };
}

/** Both a value and a type of every scope: where it is proposed, so are the names of the notebook. */
const everywhere = 'Array';

function insertion({ insertText, replacementSpan }: ts.CompletionEntry): Partial<CompletionItem> {
  // `this.name` in place of `name`, ["a-b"] in place of `.a-b`: the editor's own word range is not enough for those.
  return insertText && !replacementSpan ? { insertText } : {};
}

/** The chosen item with its type and documentation. */
export function resolveCompletion({ notebook, module, position }: Place, item: CompletionItem): CompletionItem {
  const { name, source } = item.data as CompletionData;
  const details = notebook.service.getCompletionEntryDetails(
    module.fileName,
    position,
    name,
    {},
    source,
    undefined,
    undefined,
  );
  if (details) {
    return { ...item, detail: textOf(details.displayParts), documentation: documentationOf(details) };
  }
  const earlier = module.visible.get(name);
  const info = earlier && quickInfoOf(notebook.modules.ofFile(earlier.fileName), earlier, notebook.service);
  return info ? { ...item, detail: textOf(info.displayParts), documentation: documentationOf(info) } : item;
}

function quickInfoOf(
  module: CellModule | undefined,
  { declaration }: Visible,
  service: ts.LanguageService,
): ts.QuickInfo | undefined {
  return module && service.getQuickInfoAtPosition(module.fileName, module.start + declaration.position);
}

const kinds: Record<Declaration['kind'], CompletionItemKind> = {
  constant: CompletionItemKind.Constant,
  variable: CompletionItemKind.Variable,
  function: CompletionItemKind.Function,
  class: CompletionItemKind.Class,
  type: CompletionItemKind.Interface,
  enum: CompletionItemKind.Enum,
  namespace: CompletionItemKind.Module,
  import: CompletionItemKind.Module,
};

const kindsOfTypeScript = new Map<string, CompletionItemKind>([
  ['keyword', CompletionItemKind.Keyword],
  ['const', CompletionItemKind.Constant],
  ['let', CompletionItemKind.Variable],
  ['var', CompletionItemKind.Variable],
  ['local var', CompletionItemKind.Variable],
  ['parameter', CompletionItemKind.Variable],
  ['function', CompletionItemKind.Function],
  ['local function', CompletionItemKind.Function],
  ['method', CompletionItemKind.Method],
  ['property', CompletionItemKind.Field],
  ['getter', CompletionItemKind.Field],
  ['setter', CompletionItemKind.Field],
  ['class', CompletionItemKind.Class],
  ['interface', CompletionItemKind.Interface],
  ['type', CompletionItemKind.Interface],
  ['enum', CompletionItemKind.Enum],
  ['enum member', CompletionItemKind.EnumMember],
  ['module', CompletionItemKind.Module],
  ['alias', CompletionItemKind.Module],
  ['directory', CompletionItemKind.Folder],
  ['script', CompletionItemKind.File],
  ['external module name', CompletionItemKind.Module],
  ['string', CompletionItemKind.Value],
]);

function kindOf(kind: string): CompletionItemKind {
  return kindsOfTypeScript.get(kind) ?? CompletionItemKind.Property;
}
