// Feature: the language status shows how many expectations of a file hold.
import { CancellationTokenSource, Disposable, LanguageStatusSeverity, languages, window } from 'vscode';
import { type Host, LANGUAGE_ID } from '#client/host.ts';
import { latestOnly } from '#client/latest.ts';
import { type ClaimsResult, claimsRequest } from '#server/protocol.ts';
import { claimsText } from './claims-text.ts';

/** Shows how many expectations of the active file hold, next to the language in the status bar. Dispose it to remove the item. */
export function claimsStatus({ client, onNetworkChanged }: Host): Disposable {
  const item = languages.createLanguageStatusItem('netarch.claims', { language: LANGUAGE_ID });
  item.name = 'Netarch expectations';
  item.command = { command: 'workbench.actions.view.problems', title: 'Show problems' };
  const questions = latestOnly(() => new CancellationTokenSource());

  const show = (claims: ClaimsResult | null): void => {
    item.busy = false;
    item.text = claims ? claimsText(claims) : 'No network yet';
    item.severity = claims && claims.failing > 0 ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
  };
  const update = (): void => {
    const document = window.activeTextEditor?.document;
    if (document?.languageId === LANGUAGE_ID) {
      item.busy = true;
      void questions.ask((token) => client.sendRequest(claimsRequest, { uri: document.uri.toString() }, token), show);
    }
  };
  update();
  return Disposable.from(
    item,
    window.onDidChangeActiveTextEditor(update),
    onNetworkChanged((uri) => {
      if (uri === window.activeTextEditor?.document.uri.toString()) {
        update();
      }
    }),
  );
}
