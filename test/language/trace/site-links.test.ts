// VPN connections and Direct Connect links that end at a VPC.
import assert from 'node:assert/strict';
import { traceOf } from '#test/support/trace-text.ts';
import { forwardSteps, verdictOf } from './short-trace.ts';

const network = (routes: string, links = 'vpn line { vpc v  remote office }'): string => `
host site 198.51.100.80
network office 192.168.0.0/16
vpc v 10.0.0.0/16 {
  igw main
  subnet apps 10.0.1.0/24 {
    ${routes}
    nat out 10.0.1.220 { elastic-ip 203.0.113.10 }
    instance app 10.0.1.10 { security-groups web }
  }
  security-group web { ingress tcp 443 from office }
}
vpc w 10.1.0.0/16 { subnet far-a 10.1.1.0/24 { route 10.0.0.0/16 -> pcx  route 192.168.0.0/16 -> pcx  instance far 10.1.1.10 } }
peering pcx { vpcs v, w }
${links}
`;

describe('a VPN connection or Direct Connect of a VPC', () => {
  it('carries private addresses in both directions, by a static route or a propagated one', async () => {
    for (const routes of ['route 192.168.0.0/16 -> line', 'propagate line']) {
      assert.deepEqual((await forwardSteps(network(routes), 'app:40000 -> office tcp 443')).slice(-3), [
        'apps route 10.0.1.10:40000 -> 192.168.0.7:443',
        'line forward 10.0.1.10:40000 -> 192.168.0.7:443',
        'office deliver 10.0.1.10:40000 -> 192.168.0.7:443',
      ]);
      assert.equal(await verdictOf(network(routes), 'app -> office tcp 443'), 'delivered');
      assert.equal(await verdictOf(network(routes), 'office -> app tcp 443'), 'delivered');
    }
  });

  it('needs a route for the reply', async () => {
    assert.equal(await verdictOf(network(''), 'office -> app tcp 443'), 'dropped return NO_ROUTE_TO_DESTINATION');
  });

  it('is filtered by network ACLs and security groups like traffic of any external host', async () => {
    assert.equal(await verdictOf(network('propagate line'), 'office -> app tcp 22'), 'dropped ENI_SG_RULES_MISMATCH');
    const listed = network('propagate line  network-acl l').replace(
      'security-group web',
      'network-acl l { inbound 100 allow tcp 22 from any  outbound 100 allow all to any }  security-group web',
    );
    assert.equal(await verdictOf(listed, 'office -> app tcp 443'), 'dropped SUBNET_ACL_RESTRICTION');
  });

  it('reaches private addresses of the VPC only', async () => {
    assert.equal(
      await verdictOf(network('propagate line  route 10.1.0.0/16 -> pcx'), 'far -> office tcp 443'),
      'dropped PCX_REQUIRES_ADDRESS_IN_VPC_CIDR',
    );
    assert.equal(
      await verdictOf(network('propagate line'), 'office -> 10.0.9.9 tcp 443'),
      'dropped VGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS',
    );
    assert.equal(await verdictOf(network('propagate line'), 'office -> 10.0.1.220 tcp 443'), 'dropped NO_NAT_SESSION');
  });

  it('does not carry traffic that another VPC sends through the VPC', async () => {
    const text = `${network('propagate line')}
vpc spoke 10.2.0.0/16 { subnet s 10.2.0.0/24 { az us-east-1a  route 0.0.0.0/0 -> hub  instance app-2 10.2.0.10 } }
transit-gateway hub { attach v { subnets apps }  attach spoke { subnets s }  route-table default { route 192.168.0.0/16 -> v } }`;
    assert.equal(await verdictOf(text, 'app-2 -> office tcp 443'), 'dropped VGW_PRIVATE_IP_ASSOCIATION_FOR_EGRESS');
  });

  it('with a static route wins over one by BGP, and Direct Connect wins over both', async () => {
    const links = (more: string): string => `vpn line { vpc v  remote office }  ${more}`;
    const by = async (propagated: string, more: string): Promise<string | undefined> => {
      const { forward } = await traceOf(network(`propagate ${propagated}`, links(more)), 'app -> office tcp 443');
      return forward.find(({ kind }) => kind === 'vpn' || kind === 'direct-connect')?.at;
    };
    const FIXED = 'vpn fixed { vpc v  remote office  routing static }';
    assert.equal(await by('line, fixed', FIXED), 'fixed');
    assert.equal(await by('line, fixed, dx', `${FIXED}  direct-connect dx { vpc v  remote office }`), 'dx');
  });

  it('needs a remote network that has the address', async () => {
    assert.equal(await verdictOf(network('route 172.16.0.0/12 -> line'), 'app -> 172.16.0.9 tcp 443'), 'dropped NO_SITE_ROUTE');
  });
});
