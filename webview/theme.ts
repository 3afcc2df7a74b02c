/** What a canvas needs to look like the editor around it: a canvas knows no CSS variables. */
export interface Theme {
  kind: 'light' | 'dark';
  isHighContrast: boolean;
  foreground: string;
  description: string;
  background: string;
  /** '13px system-ui' */
  font: string;
  /** The chart colours that the theme itself offers. */
  chartColors: Record<ChartColor, string>;
}

export type ChartColor = 'red' | 'yellow' | 'green' | 'blue' | 'purple';

export function readTheme(): Theme {
  const style = getComputedStyle(document.body);
  const read = (name: string, otherwise: string) => style.getPropertyValue(name).trim() || otherwise;
  const kind = document.body.classList;
  const isHighContrast = kind.contains('vscode-high-contrast') || kind.contains('vscode-high-contrast-light');
  const isLight = kind.contains('vscode-light') || kind.contains('vscode-high-contrast-light');
  const foreground = read('--vscode-foreground', style.color);
  return {
    kind: isLight ? 'light' : 'dark',
    isHighContrast,
    foreground,
    description: read('--vscode-descriptionForeground', foreground),
    background: read('--vscode-editor-background', isLight ? '#ffffff' : '#000000'),
    font: `${style.fontSize} ${style.fontFamily}`,
    chartColors: {
      red: read('--vscode-charts-red', foreground),
      yellow: read('--vscode-charts-yellow', foreground),
      green: read('--vscode-charts-green', foreground),
      blue: read('--vscode-charts-blue', foreground),
      purple: read('--vscode-charts-purple', foreground),
    },
  };
}

/** The editor swaps the variables on <html> and the class on <body>, in two steps: one call for both. */
export function onThemeChange(listener: () => void): void {
  let isPending = false;
  const observer = new MutationObserver(() => {
    if (isPending) return;
    isPending = true;
    requestAnimationFrame(() => {
      isPending = false;
      listener();
    });
  });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
}

/** `share` of the colour over whatever stands behind. */
export function faded(color: string, share: number): string {
  return `color-mix(in srgb, ${color} ${Math.round(share * 100)}%, transparent)`;
}
