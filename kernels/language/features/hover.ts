import { type MarkupContent, MarkupKind } from 'vscode-languageserver';
import { type Place, type Stretch, stretchOf } from '../place';
import { codeBlock, documentationOf, textOf } from './markdown';

export interface HoverAnswer {
  contents: MarkupContent;
  stretch: Stretch | undefined;
}

export function hoverAt({ notebook, module, position }: Place): HoverAnswer | undefined {
  const info = notebook.service.getQuickInfoAtPosition(module.fileName, position);
  if (!info) return undefined;
  const value = [codeBlock(textOf(info.displayParts)), documentationOf(info).value].filter(Boolean).join('\n\n');
  return {
    contents: { kind: MarkupKind.Markdown, value },
    stretch: stretchOf(notebook, module.fileName, info.textSpan),
  };
}
