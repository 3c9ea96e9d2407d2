/** The frame of a panel's page: everything in it comes from the extension's own files, and only the one script with the nonce runs. No vscode in here. */

export interface PageParts {
  /** For a screen reader; the extension's own words. */
  readonly title: string;
  /** Where the files come from, as the policy names it. */
  readonly cspSource: string;
  readonly script: string;
  readonly style: string;
  /** New for every page. */
  readonly nonce: string;
  /** For the toolkit, which tries out a style sheet of its own; another than `nonce`, as the page's scripts can read it. */
  readonly styleNonce?: string;
  /** Pictures whose bytes the page has itself: none is fetched. */
  readonly hasPictures?: boolean;
}

export function panelPage({ title, cspSource, script, style, nonce, styleNonce, hasPictures = false }: PageParts): string {
  const styles = styleNonce === undefined ? cspSource : `${cspSource} 'nonce-${styleNonce}'`;
  const told = styleNonce === undefined ? '' : `<meta property="csp-nonce" content="${styleNonce}">\n`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-${nonce}'; style-src ${styles}${hasPictures ? '; img-src data:' : ''}">
${told}<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style}">
<title>${title}</title>
</head>
<body>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>
`;
}
