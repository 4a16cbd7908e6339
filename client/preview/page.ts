// The address of a script → the HTML of the diagram's page, which may do nothing but run that script.

/** What the page of a diagram needs from outside. */
export interface PageSpec {
  /** What the webview may load the script from. */
  readonly script: string;
  /** A word that nobody can guess, new for each page. */
  readonly nonce: string;
}

/**
 * No image, no style sheet, no request, no inline script: the bundle brings its styles as constructed sheets, which need no leave,
 * and the picture comes as a message.
 */
export function pageHtml({ script, nonce }: PageSpec): string {
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-${nonce}'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Network diagram</title>
  </head>
  <body>
    <script nonce="${nonce}" src="${script}"></script>
  </body>
</html>
`;
}
