// References of parts → objects of the network: all of them, or a finding; and what a change does not affect.
import assert from 'node:assert/strict';
import { buildNetwork } from '#language/network/build/build.ts';
import { edited } from '#language/network/build/edit.ts';
import { ASSIGNED } from '#language/network/build/interfaces.ts';
import { link } from '#language/network/build/link.ts';
import type { Parts } from '#language/network/build/parts.ts';
import { unlink } from '#language/network/build/unlink.ts';
import { entityId } from '#language/network/id.ts';
import { exampleTexts } from '#test/support/mutations.ts';
import { instance, NO_PARTS, named, subnet, vpc } from '#test/support/parts.ts';
import { networkOf } from '#test/support/trace-text.ts';

const PARTS: Parts = { ...NO_PARTS, vpcs: [vpc('v', '10.0.0.0/16')], subnets: [subnet('s', 'v', '10.0.1.0/24')] };

/** The findings about the parts, and the ids of the resources that remain in the network. */
function reported(parts: Partial<Parts>): readonly string[] {
  const { network, problems } = buildNetwork({ ...PARTS, ...parts });
  const { workloads, peerings, subnets } = network;
  return [...problems.map(({ message }) => message), ...[...subnets, ...workloads, ...peerings].map(({ id }) => id)];
}

describe('linking', () => {
  it('reports a reference without a target, and leaves out the parts that require it', () => {
    const astray = { ...subnet('s', 'v', '10.0.1.0/24'), networkAcl: entityId('lost') };
    assert.deepEqual(reported({ subnets: [astray] }), ['s refers to lost, which is not defined.']);
    const grouped = { ...instance('one', 's'), securityGroups: [entityId('lost')] };
    assert.deepEqual(reported({ workloads: [grouped] }), ['one#interface-1 refers to lost, which is not defined.', 's', 'one']);
    const nat = { ...named('nat', 'n'), ...ASSIGNED, subnet: entityId('lost') };
    assert.deepEqual(reported({ natGateways: [nat] }), ['n refers to lost, which is not defined.', 's']);
    const regional = { ...named('regional-nat', 'r'), vpc: entityId('v'), addresses: [], routeTable: entityId('lost') };
    assert.deepEqual(reported({ regionalNats: [regional] }), ['r refers to lost, which is not defined.', 's']);
    const attachment = { id: entityId('g#attachment-1'), resource: entityId('lost'), subnets: [], applianceMode: false };
    const gateway = {
      ...named('transit-gateway', 'g'),
      securityGroupReferences: false,
      attachments: [attachment],
      routeTables: [],
    };
    assert.deepEqual(reported({ transitGateways: [gateway] }), ['g#attachment-1 refers to lost, which is not defined.', 's']);
    const propagations = [{ id: entityId('t#propagate-1'), link: entityId('lost') }];
    const table = { ...named('route-table', 't'), vpc: entityId('v'), routes: [], propagations };
    assert.deepEqual(reported({ routeTables: [table] }), ['t refers to lost, which is not defined.', 's']);
    const peering = { ...named('peering', 'p'), vpcs: [entityId('v'), entityId('lost')] };
    assert.deepEqual(reported({ peerings: [peering] }), ['p refers to lost, which is not defined.', 's', 'p']);
  });

  it('does not compile without every list', () => {
    const { views, ...most } = NO_PARTS;
    // @ts-expect-error A list is missing.
    const incomplete: Parts = most;
    assert.deepEqual([views, Object.keys(incomplete).length], [[], Object.keys(NO_PARTS).length - 1]);
  });

  it('gives the same network for the parts of a network, with the same objects', async () => {
    for (const text of exampleTexts()) {
      const network = await networkOf(text);
      const { network: again, problems } = link(unlink(network), network);
      assert.deepEqual(problems, []);
      assert.deepEqual(again, network);
      for (const [id, resource] of network.byId) assert.equal(again.byId.get(id), resource, id);
      for (const [index, one] of network.interfaces.entries()) assert.equal(again.interfaces[index], one, one.id);
    }
  });

  it('gives equal networks for equal parts', async () => {
    for (const text of exampleTexts()) {
      const network = await networkOf(text);
      assert.deepEqual(link(unlink(network)).network, network);
    }
  });

  it('rebuilds only what a change affects and what refers to it', () => {
    const workloads = [instance('one', 's'), instance('two', 't')];
    const subnets = [...PARTS.subnets, subnet('t', 'v', '10.0.2.0/24')];
    const { network } = buildNetwork({ ...PARTS, subnets, workloads });
    const after = edited(network, (parts) => ({
      ...parts,
      subnets: parts.subnets.map((one) => (one.id === 't' ? { ...one, az: 'z-a' } : one)),
    }));
    const same = [...network.byId].filter(([id, resource]) => after.byId.get(id) === resource).map(([id]) => id);
    assert.deepEqual(
      [...network.byId.keys()].filter((id) => !same.includes(id)),
      ['t', 'two'],
    );
    assert.equal(after.workloads[1]?.interfaces[0]?.subnet, after.subnets[1]);
    assert.equal(network.subnets[1]?.az, undefined);
  });

  it('keeps the meaning of references to removed resources', () => {
    const peering = { ...named('peering', 'p'), vpcs: [entityId('v'), entityId('w')] };
    const { network } = buildNetwork({ ...PARTS, vpcs: [vpc('v', '10.0.0.0/16'), vpc('w', '10.1.0.0/16')], peerings: [peering] });
    const once = edited(network, (parts) => ({ ...parts, vpcs: parts.vpcs.filter(({ id }) => id !== 'w') }));
    const twice = edited(once, (parts) => ({ ...parts, subnets: [] }));
    assert.deepEqual(
      twice.vpcs.map(({ id }) => id),
      ['v'],
    );
    assert.equal(twice.peerings[0]?.vpcs[1], network.vpcs[1]);
  });
});
