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
}

export function panelPage({ title, cspSource, script, style, nonce }: PageParts): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-${nonce}'; style-src ${cspSource}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style}">
<title>${title}</title>
</head>
<body>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>
`;
}
