// What can be added to a resource from the diagram.
import assert from 'node:assert/strict';
import { entityId } from '#language/network/id.ts';
import { additionsTo } from '#language/what-if/additions.ts';
import { networkOf } from '#test/support/trace-text.ts';

const TEXT = `vpc v 10.0.0.0/16 {
  igw main
  public subnet front 10.0.0.0/24 { az us-east-1a  route 0.0.0.0/0 -> main  nat out { elastic-ip } }
  private subnet subnet-1 10.0.1.0/24 { az us-east-1b  instance instance-1 { security-groups web } }
  security-group web { }
}
vpc empty 10.1.0.0/28 { region eu-central-1 }`;

describe('to a resource can be added', () => {
  const linesFor = async (id: string): Promise<readonly string[]> =>
    additionsTo(await networkOf(TEXT), entityId(id)).map(({ line }) => `${line.in}: ${line.line}`);

  it('a subnet with the next free block and name, in the zone with the fewest', async () => {
    assert.deepEqual(await linesFor('v'), [
      'v: private subnet subnet-2 10.0.2.0/24 { az us-east-1a }',
      'v: security-group group-1 { }',
    ]);
    assert.deepEqual(await linesFor('empty'), [
      'empty: private subnet subnet-1 10.1.0.0/28 { az eu-central-1a }',
      'empty: igw internet-1',
      'empty: security-group group-1 { }',
    ]);
  });

  it('an instance, a NAT gateway where it has a way out, and a route where there is none', async () => {
    assert.deepEqual(await linesFor('v.front'), ['v.front: instance instance-2', 'v.front: nat nat-1 { elastic-ip }']);
    assert.deepEqual(await linesFor('v.subnet-1'), ['v.subnet-1: instance instance-2', 'v.subnet-1: route 0.0.0.0/0 -> out']);
  });

  it('a rule that opens nothing to the outside', async () => {
    assert.deepEqual(await linesFor('v.instance-1'), ['v.web: ingress tcp 443 from 10.0.0.0/16']);
    assert.deepEqual(await linesFor('v.web'), ['v.web: ingress tcp 443 from 10.0.0.0/16']);
  });

  it('nothing where there is no place for it', async () => {
    for (const id of ['v.main', 'internet', 'nowhere']) assert.deepEqual(await linesFor(id), []);
  });

  it('only what the text may have: every addition is valid', async () => {
    const network = await networkOf(TEXT);
    for (const id of ['v', 'empty', 'v.front', 'v.subnet-1', 'v.web'])
      for (const { line } of additionsTo(network, entityId(id))) {
        const place = id.split('.').at(-1) ?? id;
        const changed = TEXT.replace(new RegExp(`((?:vpc|subnet|security-group) ${place}\\b[^{]*\\{)`), `$1 ${line.line} `);
        const after = await networkOf(changed);
        assert.notEqual(
          JSON.stringify([...after.byId.keys()]) +
            after.securityGroups.flatMap(({ rules }) => rules).length +
            after.subnets.flatMap(({ routeTable }) => routeTable.routes).length,
          JSON.stringify([...network.byId.keys()]) +
            network.securityGroups.flatMap(({ rules }) => rules).length +
            network.subnets.flatMap(({ routeTable }) => routeTable.routes).length,
          line.line,
        );
      }
  });
});
