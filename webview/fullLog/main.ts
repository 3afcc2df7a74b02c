import type { FullLogNotice, OpenFullLog } from '../../extension/panels/protocol';

/** As far as it is used here: code.visualstudio.com/api/extension-guides/notebook#notebook-renderers. */
interface RendererContext {
  /** Absent where the extension cannot be reached. */
  postMessage?(message: OpenFullLog): void;
}

interface OutputItem {
  json(): FullLogNotice;
}

/** VS Code calls it once for each page of outputs, then for every notice on it, and again when one has changed. */
export function activate({ postMessage }: RendererContext): object {
  return {
    renderOutputItem(item: OutputItem, element: HTMLElement): void {
      const { text, log } = item.json();
      const words = document.createElement('div');
      words.style.cssText = 'padding:4px 0;font-family:var(--theme-font-family);color:var(--vscode-foreground)';
      words.append(`${text} `);
      if (postMessage) words.append(linkTo(() => postMessage({ log })));
      element.replaceChildren(words);
    },
  };
}

function linkTo(open: () => void): HTMLElement {
  const link = document.createElement('a');
  link.href = '#';
  link.textContent = 'Open Full Log';
  link.addEventListener('click', (event) => {
    // The page would look for a heading of that name.
    event.preventDefault();
    event.stopPropagation();
    open();
  });
  return link;
}
