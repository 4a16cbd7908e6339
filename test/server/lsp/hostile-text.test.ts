// Labels and doc comments that are not trusted: no hover loads an image from elsewhere, and a label is never a link.
import assert from 'node:assert/strict';
import { MarkupContent } from 'vscode-languageserver-types';
import { open } from '#test/support/open-text.ts';

const LABEL = '![x](https://evil/a.png) https://evil/b www.evil.com me@evil.com <https://evil/c> x` ![x](https://evil/d.png) `` ';

const TEXT = `
/** Doc ![a](https://evil/a.png) \\\\![a](https://evil/a.png) ![r][r] <img src="https://evil/a.png">
 * [r]: https://evil/a.png
 * [more](https://evil/b)
 */
host h 192.0.2.1 "${LABEL}"
vpc v 10.0.0.0/16 "${LABEL}" {
  igw main "${LABEL}"
  public subnet open 10.0.0.0/24 "${LABEL}" { route 0.0.0.0/0 -> main "${LABEL}" instance app "${LABEL}" { security-groups web } }
  alb shop internet-facing { subnets open security-groups web listen https 443 -> t { path "${LABEL}" -> t host "${LABEL}" -> t } }
  target-group t http 80 { targets app }
  security-group web "${LABEL}" { ingress tcp 443 from internet "${LABEL}" }
  security-group u { ingress tcp 443 from unknown "${LABEL}" }
}
flow f "${LABEL}" { h -> app tcp 443 "${LABEL}" }
expect h reaches app on tcp 443
private-zone z "${LABEL}" { vpcs v record "${LABEL}" -> app }
`;

describe('hovers of hostile text', () => {
  it('load nothing, and have no links of labels', async () => {
    const hovers = await hoversOf(TEXT);
    assert.ok(hovers.length > 30);
    for (const hover of hovers) {
      // Doc comments may have links, on which a person clicks.
      const markdown = withoutCode(hover).replaceAll(/!\[The path of the packet\]\(data:image\/svg\+xml;base64,[^)]+\)/g, '');
      assert.doesNotMatch(markdown, /!\[|<\w|<\//, markdown);
      const label = markdown
        .split('\n')
        .filter((line) => /evil\/[cd]|me.?@evil/.test(line))
        .join('\n');
      // VS Code removes backslashes before brackets in the text of links.
      assert.doesNotMatch(label.replaceAll(/\\([[\]])/g, '$1'), /!\[|https?:\/\/evil|www\.evil|[^\\]@evil/);
    }
  });
});

/** The different hovers at all positions. */
async function hoversOf(text: string): Promise<readonly string[]> {
  const { services, document } = await open(text);
  const textDocument = { uri: document.uri.toString() };
  const found = new Set<string>();
  for (const { index } of text.matchAll(/(?<![\w-])[\w"]/g)) {
    const position = document.textDocument.positionAt(index);
    const hover = await services.lsp.HoverProvider?.getHoverContent(document, { textDocument, position });
    if (MarkupContent.is(hover?.contents)) found.add(hover.contents.value);
  }
  return [...found];
}

/** CommonMark 0.31, section 6.1: code ends with the next row of as many backticks. */
function withoutCode(markdown: string): string {
  return markdown.replaceAll(/(?<![\\`])(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '');
}
