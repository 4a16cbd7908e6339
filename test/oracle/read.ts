// A text → its network, without the findings that an editor would show. Fails where the text cannot be read as it stands.
import assert from 'node:assert/strict';
import { EmptyFileSystem, URI } from 'langium';
import { fileOf } from '#language/ast/imports.ts';
import type { Network } from '#language/network/network.ts';
import { toNetwork } from '#language/to-network/to-network.ts';
import { createNetarchServices } from '#language/workspace.ts';

const { shared } = createNetarchServices(EmptyFileSystem);
let count = 0;

/** Problems that say nothing about what is left out: everything that the text says is in the network. */
const HARMLESS = new Set(['cidr-host-bits']);

/** The network of a text that must be readable without problems. */
export async function read(text: string): Promise<Network> {
  const uri = URI.parse(`file:///oracle-${count++}.netarch`);
  const document = shared.workspace.LangiumDocumentFactory.fromString(text, uri);
  shared.workspace.LangiumDocuments.addDocument(document);
  await shared.workspace.DocumentBuilder.build([document], { validation: false });
  assert.deepEqual(
    document.parseResult.parserErrors.map(({ message }) => message),
    [],
    text,
  );
  const unlinked = document.references.flatMap(({ error, $refText }) => (error === undefined ? [] : [$refText]));
  assert.deepEqual(unlinked, [], text);
  const file = fileOf(document);
  assert.ok(file);
  const { network, problems } = toNetwork([file]);
  assert.deepEqual(
    problems.filter(({ code }) => !HARMLESS.has(code)).map(({ message }) => message),
    [],
    text,
  );
  await shared.workspace.DocumentBuilder.update([], [uri]);
  return network;
}
