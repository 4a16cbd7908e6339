// One declaration of several resources.
import assert from 'node:assert/strict';
import { fileOf } from '#language/ast/imports.ts';
import { buildNetwork } from '#language/network/build/build.ts';
import type { Parts } from '#language/network/build/parts.ts';
import { declareAll } from '#language/to-network/declare.ts';
import { readParts } from '#language/to-network/parts.ts';
import { Reading } from '#language/to-network/reading.ts';
import { NO_PARTS } from '#test/support/parts.ts';
import { withDocument } from '#test/support/services.ts';

function membersOf(text: string) {
  return withDocument(text, (document) => fileOf(document)?.members ?? [], { validation: false });
}

/** The parts of both. */
function together(a: Parts, b: Parts): Parts {
  const lists = Object.keys(NO_PARTS).map((key) => [key, [...Reflect.get(a, key), ...Reflect.get(b, key)]]);
  return { ...NO_PARTS, ...Object.fromEntries(lists) };
}

describe('a declaration of several resources', () => {
  it('gives each of them, and a name refers to all of them', async () => {
    const members = await membersOf(`
vpc v 10.0.0.0/16 {
  subnet s 10.0.1.0/24 { instance web }
  target-group g tcp 80 { targets web }
}
view whole { show v.web }`);
    const reading = new Reading();
    declareAll(reading, members);
    const [vpc] = members;
    const subnet = vpc?.$type === 'Vpc' ? vpc.members[0] : undefined;
    const web = subnet?.$type === 'Subnet' ? subnet.members[0] : undefined;
    assert.ok(web);
    reading.declare(web, 'v.web-2');
    const { network, problems } = buildNetwork(readParts(reading, members, members));
    assert.deepEqual([...reading.problems, ...problems], []);
    assert.deepEqual(reading.idsOf(web), ['v.web', 'v.web-2']);
    assert.equal(reading.idOf(web), 'v.web');
    assert.deepEqual(
      network.workloads.map(({ id }) => id),
      ['v.web', 'v.web-2'],
    );
    assert.deepEqual(
      network.targetGroups[0]?.targets.map(({ resource }) => resource),
      ['v.web', 'v.web-2'],
    );
    assert.deepEqual(network.views[0]?.show, ['v.web', 'v.web-2']);
    for (const id of reading.idsOf(web)) assert.equal(reading.sources().locate(id)?.start.line, 2);
  });

  it('refers to the resources of its own scope', async () => {
    const members = await membersOf(`
vpc v 10.0.0.0/16 {
  igw main
  security-group web { ingress tcp 80 from web }
  subnet s 10.0.1.0/24 { route 0.0.0.0/0 -> main  instance one { security-groups web } }
}`);
    const reading = new Reading();
    const [east, west] = ['east.', 'west.'].map((prefix) => {
      const scope = reading.scope();
      declareAll(scope, members, prefix);
      return readParts(scope, members, []);
    });
    assert.ok(east && west);
    const { network, problems } = buildNetwork(together(east, west));
    assert.deepEqual([...reading.problems, ...problems], []);
    assert.deepEqual(reading.idsOf(members[0]), ['east.v', 'west.v']);
    const rows = network.interfaces.map(({ owner, subnet, securityGroups }) => [
      owner,
      subnet.id,
      subnet.routeTable.routes.at(-1)?.target,
      securityGroups?.map(({ rules: [rule] }) => rule?.peer.kind === 'group' && rule.peer.group),
    ]);
    assert.deepEqual(rows, [
      ['east.v.one', 'east.v.s', { kind: 'igw', id: 'east.v.main' }, ['east.v.web']],
      ['west.v.one', 'west.v.s', { kind: 'igw', id: 'west.v.main' }, ['west.v.web']],
    ]);
  });
});
