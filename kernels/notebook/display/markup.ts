import { borderColour, escapeMarkup, quietColour } from '../../lab/markup';

export { escapeMarkup };

/** One line of a card: what, and its text. */
export type Fact = readonly [name: string, text: string];

const cell = 'text-align:left;vertical-align:top;padding:2px 12px 2px 0;font-variant-numeric:tabular-nums';
const mono = 'font-family:var(--vscode-editor-font-family, ui-monospace, Menlo, Consolas, monospace)';

/** A heading with facts below it, and whatever else there is to look at. The editor's colours are inherited. */
export function cardHtml(title: string, facts: readonly Fact[], figure = ''): string {
  const rows = facts.map(
    ([name, text]) =>
      `<tr style="background:none"><td style="${cell};white-space:nowrap;color:${quietColour}">${escapeMarkup(name)}</td>` +
      `<td style="${cell};${mono};white-space:pre-wrap">${escapeMarkup(text)}</td></tr>`,
  );
  const body = rows.length > 0 ? `<table style="border-collapse:collapse;margin:0">${rows.join('')}</table>` : '';
  return `<div style="margin:4px 0"><div style="font-weight:600">${escapeMarkup(title)}</div>${figure}${body}</div>`;
}

export function cardText(title: string, facts: readonly Fact[]): string {
  return [title, ...facts.map(([name, text]) => `${name} ${text}`)].join('\n  ');
}

/** A table of texts; `numeric` columns stand right. */
export function tableHtml(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  { caption, numeric }: { caption: string; numeric: readonly boolean[] },
): string {
  const align = (column: number) => `text-align:${numeric[column] ? 'right' : 'left'}`;
  const line = `border-bottom:1px solid ${borderColour}`;
  const head = headers.map((text, column) => `<th style="${cell};${align(column)};${line}">${escapeMarkup(text)}</th>`);
  const body = rows.map((texts) => {
    const cells = texts.map(
      (text, column) => `<td style="${cell};${mono};${align(column)};white-space:pre-wrap">${escapeMarkup(text)}</td>`,
    );
    return `<tr style="background:none">${cells.join('')}</tr>`;
  });
  return (
    `<div style="margin:4px 0;overflow-x:auto"><div style="color:${quietColour}">${escapeMarkup(caption)}</div>` +
    `<table style="border-collapse:collapse;margin:0"><thead><tr>${head.join('')}</tr></thead><tbody>${body.join('')}</tbody></table></div>`
  );
}
