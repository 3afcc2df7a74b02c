import type ts from '@typescript/typescript6';
import { type MarkupContent, MarkupKind } from 'vscode-languageserver';

interface Documented {
  documentation?: ts.SymbolDisplayPart[] | undefined;
  tags?: ts.JSDocTagInfo[] | undefined;
}

/** As it reads without the import that only we see: '(alias) const a: number⏎import a' is 'const a: number'. */
export function textOf(parts: readonly ts.SymbolDisplayPart[] = []): string {
  const text = parts.map((part) => part.text).join('');
  return text.replace(/^\(alias\) /, '').replace(/\n(import|export) [^\n]*$/, '');
}

export function documentationOf({ documentation = [], tags = [] }: Documented): MarkupContent {
  const main = documentation.map(({ text }) => text).join('');
  const rest = tags.map(({ name, text = [] }) => {
    const [subject = '', ...words] = text
      .map((part) => part.text)
      .join('')
      .split(' ');
    return name === 'param' ? `\`${subject}\` ${words.join(' ')}` : `_@${name}_ ${[subject, ...words].join(' ')}`;
  });
  return { kind: MarkupKind.Markdown, value: [main, ...rest].filter(Boolean).join('\n\n') };
}

export function codeBlock(text: string): string {
  return `\`\`\`typescript\n${text}\n\`\`\``;
}
