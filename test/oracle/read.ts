// A text → its network, without the findings that an editor would show. Fails if the text has errors.
import assert from 'node:assert/strict';
import type { LangiumDocument } from 'langium';
import { fileOf } from '#language/ast/imports.ts';
import type { Network } from '#language/network/network.ts';
import { toNetwork } from '#language/to-network/to-network.ts';
import { withDocument } from '#test/support/services.ts';

/** Problems that say nothing about what is left out: everything that the text says is in the network. */
const HARMLESS = new Set(['cidr-host-bits']);

/** The network of a text that must be readable without problems. */
export function read(text: string): Promise<Network> {
  return withDocument(text, (document) => networkOf(document, text), { validation: false });
}

function networkOf(document: LangiumDocument, text: string): Network {
  assert.deepEqual(
    document.parseResult.parserErrors.map(({ message }) => message),
    [],
    text,
  );
  const unlinked = document.references.flatMap(({ error, $refText }) => (error === undefined ? [] : [$refText]));
  assert.deepEqual(unlinked, [], text);
  const file = fileOf(document);
  assert.ok(file);
  const { network, problems } = toNetwork([file], [file]);
  assert.deepEqual(
    problems.filter(({ code }) => !HARMLESS.has(code)).map(({ message }) => message),
    [],
    text,
  );
  return network;
}
