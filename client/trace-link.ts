// The hover of a flow or an expectation → the same hover with a link to its trace in the diagram.
import { type Hover, MarkdownString, type Position, type TextDocument } from 'vscode';
import type { BaseLanguageClient, HoverMiddleware } from 'vscode-languageclient';
import { claimAtRequest } from '#server/protocol.ts';

/** Only this command may run from the link. A hover of something else stays as it is. */
export function traceLink(client: () => BaseLanguageClient): HoverMiddleware {
  return {
    provideHover: async (document, position, token, next) => {
      const hover = await next(document, position, token);
      return hover && withLink(client(), hover, document, position);
    },
  };
}

async function withLink(client: BaseLanguageClient, hover: Hover, document: TextDocument, position: Position): Promise<Hover> {
  const uri = document.uri.toString();
  const { line, character } = position;
  const question = await client.sendRequest(claimAtRequest, { uri, position: { line, character } }).catch(() => null);
  if (question === null) {
    return hover;
  }
  const link = new MarkdownString(
    `[Show trace in the diagram](command:netarch.showTrace?${encodeURIComponent(JSON.stringify([uri, question]))})`,
  );
  link.isTrusted = { enabledCommands: ['netarch.showTrace'] };
  hover.contents = [link, ...hover.contents];
  return hover;
}
