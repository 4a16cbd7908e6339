// The URI of a script → the HTML of the diagram's page, which can only run that script.
import { PARSING_POLICY } from './messages.ts';

/** What the page of a diagram needs from outside. */
export interface PageSpec {
  /** The URI of the script, as the webview may load it. */
  readonly script: string;
  /** A random value, new for each page. */
  readonly nonce: string;
}

/**
 * No image, style sheet, frame, form, request or inline script is allowed, and only drawings are parsed. The bundle adds its styles as
 * constructed sheets, which the policy allows, and the diagram arrives as a message. `default-src` does not cover forms and `<base>`.
 */
export function pageHtml({ script, nonce }: PageSpec): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    `trusted-types ${PARSING_POLICY}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Network diagram</title>
  </head>
  <body>
    <script nonce="${nonce}" src="${script}"></script>
  </body>
</html>
`;
}
