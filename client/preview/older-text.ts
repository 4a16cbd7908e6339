// A file and a git revision → its text at that revision, read by VS Code's own Git extension.
import { type Uri, workspace } from 'vscode';
import type { OlderText } from '#server/protocol.ts';

/** The text, or one sentence about why it cannot be read. A file that the revision does not have is empty there. */
export type Older = { readonly ok: true; readonly value: OlderText } | { readonly ok: false; readonly problem: string };

/** Reads the text at a revision, such as `HEAD`. */
export async function olderText(uri: Uri, revision: string): Promise<Older> {
  const file = uri.path.split('/').at(-1) ?? '';
  if (uri.scheme !== 'file') {
    return { ok: false, problem: `${file} cannot be compared with ${revision}: save it in a git repository first.` };
  }
  // The URIs of the Git extension. Source: its README, "API"; extensions/git/src/uri.ts of VS Code.
  const query = JSON.stringify({ path: uri.fsPath, ref: revision });
  try {
    const bytes = await workspace.fs.readFile(uri.with({ scheme: 'git', query }));
    return { ok: true, value: { name: revision, text: new TextDecoder().decode(bytes) } };
  } catch {
    const advice = 'The file must be in a git repository, and the Git extension of VS Code must be enabled.';
    return { ok: false, problem: `${file} cannot be compared with ${revision}. ${advice}` };
  }
}
