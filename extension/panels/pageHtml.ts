export interface PageParts {
  title: string;
  /** Two different nonces: the toolkit must be able to read the one for styles, which must not open the door to scripts. */
  scriptNonce: string;
  styleNonce: string;
  /** The origin that VS Code serves the extension's files from. */
  cspSource: string;
  script: string;
  style: string;
}

/**
 * The document of a panel. Nothing loads but one script, by nonce, and one style sheet from the extension's folder: no
 * image, font or connection, and no 'unsafe-inline': the toolkit uses constructed style sheets and uPlot the style
 * object model. The nonce for styles is for one empty <style> with which the toolkit's foundation probes the browser
 * for :focus-visible. VS Code's own theme style stands before the policy and is not held by it.
 */
export function pageHtml({ title, scriptNonce, styleNonce, cspSource, script, style }: PageParts): string {
  const policy = `default-src 'none'; script-src 'nonce-${scriptNonce}'; style-src ${cspSource} 'nonce-${styleNonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta property="csp-nonce" content="${styleNonce}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <link rel="stylesheet" href="${style}">
    <title>${title}</title>
  </head>
  <body>
    <main id="page"></main>
    <script nonce="${scriptNonce}" src="${script}"></script>
  </body>
</html>
`;
}
