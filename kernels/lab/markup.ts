const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text made safe inside HTML and SVG, in elements and in quoted attributes. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}

/** VS Code's theme inside the editor; the page's own colours in JupyterLab and on GitHub. */
export const quietColour = 'var(--vscode-descriptionForeground, #767676)';
export const borderColour = 'var(--vscode-widget-border, rgba(128, 128, 128, 0.35))';
