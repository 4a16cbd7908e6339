// Labels of rules and routes: the trace shows that of the one which decides.
import assert from 'node:assert/strict';
import { factsOf } from '#language/trace/decision/facts.ts';
import { traceOf } from '#test/support/trace-text.ts';

const NETWORK = `
network office 192.168.0.0/16
prefix-list partners 203.0.113.0/24, 203.0.114.0/24
vpc shop 10.0.0.0/16 {
  igw main
  subnet a 10.0.1.0/24 {
    network-acl guard
    route partners -> main "Partners"
    route 10.1.0.0/16 -> hub "Data"
    route 10.9.0.0/16 -> blackhole "Retired"
    instance server { elastic-ip 198.51.100.9  security-groups web }
  }
  security-group web {
    ingress tcp 80, 443 from office, partners "Customers \\"A\\""
    egress all to any "Anything"
  }
  network-acl guard {
    inbound 100 deny tcp 80 from any "No plain text"
    inbound 200 allow all from any
    outbound 100 allow all to any "Out"
  }
}
vpc data 10.1.0.0/16 {
  subnet b 10.1.1.0/24 { route 10.0.0.0/16 -> hub  database store { port 443  security-groups open } }
  security-group open { ingress all from any }
}
transit-gateway hub {
  attach shop { subnets a  route-table spokes }
  attach data { subnets b }
  route-table spokes { route 10.1.0.0/16 -> data "To the data"  route 10.2.0.0/16 -> blackhole "Nowhere" }
}
`;

/** What decided at each hop, forward. */
async function deciders(connection: string): Promise<readonly string[]> {
  const { forward } = await traceOf(NETWORK, connection);
  return forward.map(({ by }) => by);
}

describe('the label of a rule or a route', () => {
  it('is shown where a rule of a security group decides, for each of its peers', async () => {
    const by = await deciders('203.0.114.5 -> server tcp 443');
    assert.ok(by.includes('security-group web ingress tcp 80, 443 from partners "Customers "A""'), by.join('\n'));
    assert.ok((await deciders('server -> 203.0.113.5 tcp 443')).includes('security-group web egress all to any "Anything"'));
  });

  it('is shown where an entry of a network ACL decides', async () => {
    assert.ok((await deciders('203.0.113.5 -> server tcp 80')).includes('network-acl guard inbound 100 "No plain text"'));
    const by = await deciders('server -> 203.0.113.5 tcp 443');
    assert.ok(by.includes('network-acl guard outbound 100 "Out"'), by.join('\n'));
  });

  it('is shown where a route decides, also of a prefix list and of a transit gateway', async () => {
    const toPartner = await deciders('server -> 203.0.114.5 tcp 443');
    assert.ok(toPartner.includes('route 203.0.114.0/24 -> shop.main "Partners"'), toPartner.join('\n'));
    const toData = await deciders('server -> store tcp 443');
    assert.ok(toData.includes('route 10.1.0.0/16 -> hub "Data"'), toData.join('\n'));
    assert.ok(toData.includes('spokes: route 10.1.0.0/16 -> data "To the data"'), toData.join('\n'));
    assert.equal((await deciders('server -> 10.9.0.1 tcp 443')).at(-1), 'route 10.9.0.0/16 -> blackhole "Retired"');
  });

  it('is a fact of the decision', async () => {
    const { blockers } = await traceOf(NETWORK, 'server -> 10.9.0.1 tcp 443');
    const facts = blockers.map(({ hop }) => factsOf(hop.decision));
    assert.deepEqual(
      facts.map(({ route }) => route),
      [{ id: 'shop.a#route-3', destination: '10.9.0.0/16', target: 'blackhole', label: 'Retired' }],
    );
    const { blockers: denied } = await traceOf(NETWORK, '203.0.113.5 -> server tcp 80');
    assert.deepEqual(
      denied.map(({ hop }) => factsOf(hop.decision).entry),
      [{ id: 'shop.guard#inbound-1', number: 100, default: false, label: 'No plain text' }],
    );
  });
});
