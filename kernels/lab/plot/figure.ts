import { escapeMarkup } from '../markup';
import { element, label, textWidth, wrapText } from './svg';

/** A finished figure: SVG, and the same message in words for terminals and screen readers. */
export interface Figure {
  svg: string;
  text: string;
}

export interface FigureParts {
  width: number;
  /** Height of the body, below the heading. */
  height: number;
  /** What the figure says. */
  title: string;
  /** What was run. */
  subtitle: string;
  /** Drawn from (0, 0), moved below the heading. */
  body: string;
  text: string;
}

const titleSize = 15;
const titleLine = 20;
const subtitleLine = 17;
const headingGap = 10;

/**
 * Inside VS Code the figure stands in the page and takes the theme's variables and body classes. Elsewhere (an image in
 * JupyterLab and on GitHub, whose theme it cannot know) the attributes hold: colours that read on light and on dark.
 */
const style = `
.al-figure{max-width:100%;height:auto;font-family:var(--vscode-font-family,system-ui,-apple-system,"Segoe UI",sans-serif)}
.al-figure .al-text{fill:var(--vscode-foreground,#808080)}
.al-figure .al-quiet{fill:var(--vscode-descriptionForeground,#808080)}
.vscode-dark .al-line,.vscode-high-contrast:not(.vscode-high-contrast-light) .al-line{stroke:var(--al-dark)}
.vscode-dark .al-band,.vscode-high-contrast:not(.vscode-high-contrast-light) .al-band{fill:var(--al-dark)}
.vscode-high-contrast .al-mean{stroke-width:3}
`.replaceAll('\n', '');

export function composeFigure({ width, height, title, subtitle, body, text }: FigureParts): Figure {
  const titles = wrapText(title, width, titleSize);
  const subtitles = wrapText(subtitle, width, 12);
  const top = titles.length * titleLine + subtitles.length * subtitleLine + headingGap;
  const heading = [
    ...titles.map((line, row) => label(line, 0, 16 + row * titleLine, { size: titleSize, weight: 'bold' })),
    ...subtitles.map((line, row) =>
      label(line, 0, 13 + titles.length * titleLine + row * subtitleLine, { quiet: true }),
    ),
  ];
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${width} ${top + height}`,
      width,
      height: top + height,
      class: 'al-figure',
      role: 'img',
      'aria-label': title,
      'font-family': 'system-ui, sans-serif',
    },
    `<style>${style}</style><title>${escapeMarkup(title)}</title>${heading.join('')}` +
      element('g', { transform: `translate(0 ${top})` }, body),
  );
  return { svg, text: [title, subtitle, text].filter(Boolean).join('\n') };
}

export interface LegendEntry {
  name: string;
  /** A sample of the line, drawn from x, y to x + sampleWidth. */
  sample(x: number, y: number): string;
}

export const sampleWidth = 26;
const legendLine = 20;

/** Entries in rows no wider than the figure. */
export function composeLegend(entries: readonly LegendEntry[], width: number): { markup: string; height: number } {
  let x = 0;
  let row = 0;
  const parts = entries.map(({ name, sample }) => {
    const needed = sampleWidth + 6 + textWidth(name) + 18;
    if (x > 0 && x + needed > width) {
      x = 0;
      row += 1;
    }
    const y = row * legendLine + 8;
    const markup = sample(x, y) + label(name, x + sampleWidth + 6, y + 4);
    x += needed;
    return markup;
  });
  return { markup: parts.join(''), height: (row + 1) * legendLine };
}
