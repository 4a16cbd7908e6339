// A document and an older text of it → what the diagram of the document is compared with. It has services of its own, as snippets have.
import { type FileSystemProvider, URI } from 'langium';
import type { Network } from '#language/network/network.ts';
import type { Against } from '#language/view/graph/compared-diagram.ts';
import { boundedDifference } from '#language/what-if/difference.ts';
import { createNetarchServices } from '#language/workspace.ts';
import type { Chosen } from '#server/asking/choose.ts';
import type { OlderText } from '#server/protocol.ts';
import { WithText } from '#server/with-text.ts';

/** Reads older texts. The last one is kept, because it stays the same while the document is edited. */
export class Comparisons {
  readonly #files: FileSystemProvider;
  #last: { readonly key: string; readonly network: Promise<Chosen<Network>> } | undefined;

  constructor(files: FileSystemProvider) {
    this.#files = files;
  }

  /** `imports` changes whenever an import changes: the older text is read with the imports of today. Or one sentence about why there is no comparison. */
  async against(uri: string, imports: string, older: OlderText, network: Network): Promise<Chosen<Against>> {
    const key = JSON.stringify([uri, imports, older]);
    if (this.#last?.key !== key) this.#last = { key, network: networkOf(URI.parse(uri), older, this.#files) };
    const old = await this.#last.network;
    if (!old.ok) return old;
    return { ok: true, value: { name: older.name, network: old.value, changes: boundedDifference(old.value, network) } };
  }
}

async function networkOf(place: URI, { name, text }: OlderText, files: FileSystemProvider): Promise<Chosen<Network>> {
  const { shared, netarch } = createNetarchServices({ fileSystemProvider: () => new WithText(files, place, text) });
  const document = await shared.workspace.LangiumDocuments.getOrCreateDocument(place);
  await shared.workspace.DocumentBuilder.build([document], { validation: false });
  const { lexerErrors, parserErrors } = document.parseResult;
  if (lexerErrors.length + parserErrors.length > 0)
    return { ok: false, problem: `The text at ${name} has syntax errors, so its network is unknown.` };
  return { ok: true, value: netarch.netarch.Compiler.compile(document).network };
}
