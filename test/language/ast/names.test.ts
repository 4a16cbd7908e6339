// Where names are resolved, and that keywords can be names.
import assert from 'node:assert/strict';
import { formatPrefix } from '#language/network/address.ts';
import { checkDiagnostics, diagnosticsOf } from '#test/support/check-diagnostics.ts';
import { transitRoutesOf } from '#test/support/route-text.ts';
import { networkOf } from '#test/support/trace-text.ts';

describe('names', () => {
  it('of the route tables of a transit gateway are local to it, and can equal names of VPCs', async () => {
    const network = await networkOf(`
vpc egress 10.3.0.0/16
vpc spokes 10.4.0.0/16
transit-gateway one {
  attach egress { route-table egress }
  attach spokes { route-table spokes  propagate egress }
  route-table egress { route 10.9.0.0/16 -> egress }
  route-table spokes {}
}
transit-gateway two { attach egress { route-table spokes }  route-table spokes { route 0.0.0.0/0 -> egress } }`);
    const [one, two] = network.transitGateways;
    assert.ok(one !== undefined && two !== undefined);
    assert.deepEqual(
      one.attachments.map(({ association }) => association),
      ['one.egress', 'one.spokes'],
    );
    assert.deepEqual(transitRoutesOf(one), {
      egress: ['10.9.0.0/16 -> egress', '10.4.0.0/16 -> spokes (vpc)'],
      spokes: [],
      default: [],
    });
    assert.deepEqual(
      two.attachments.map(({ association }) => association),
      ['two.spokes'],
    );
  });

  it('of the route tables of another transit gateway are not found', async () => {
    await checkDiagnostics(`
transit-gateway one { route-table spokes {} }
vpc v 10.0.0.0/16
transit-gateway two {
  attach v { route-table spokes }
//                       ^^^^^^ error unknown-name: \`spokes\` is not defined as a route-table.
}
`);
  });

  it('of the subnets of an attachment are resolved in the attached VPC', async () => {
    const { transitGateways } = await networkOf(`
vpc a 10.1.0.0/16 { subnet tgw 10.1.0.0/28 }
vpc b 10.2.0.0/16 { subnet tgw 10.2.0.0/28  subnet only-b 10.2.1.0/28 }
transit-gateway hub { attach b { subnets tgw, only-b }  attach a { subnets tgw, b.tgw } }`);
    assert.deepEqual(
      transitGateways[0]?.attachments.map(({ subnets }) => subnets.map(({ id }) => id)),
      [
        ['b.tgw', 'b.only-b'],
        ['a.tgw', 'b.tgw'],
      ],
    );
  });

  it('can be keywords', async () => {
    const text = `
network remote 198.51.100.0/24
prefix-list attach 203.0.113.0/24
vpc vpn 10.0.0.0/16 {
  igw gateway { route 10.0.1.0/24 -> instance }
  regional nat regional { az az elastic-ip 203.0.113.9 }
  endpoint interface interface { service lambda  serves remote  subnets local  route-tables static  private-dns on }
  endpoint gateway-load-balancer gateway { serves remote  subnets local }
  route-table static { propagate none-of-it  route attach -> peering }
  subnet local 10.0.1.0/24 {
    instance instance { source-dest-check off  interface interface { subnets cluster  security-groups code } }
    node node { external-snat on  security-groups code }
    pod pods { on node }
  }
  subnet cluster 10.0.2.0/24
  security-group code { ingress icmp type 3 code 4 from attach }
  kubernetes-service service { node-port 30000  pods pods:80  external-traffic-policy local }
}
vpc transit-gateway 10.1.0.0/16 {
  subnet local 10.1.1.0/24 { route 10.8.0.0/16 -> blackhole  route transit-gateway.attach -> blackhole }
  prefix-list attach 203.0.113.0/24
}
peering peering { vpcs vpn, transit-gateway }
vpn none-of-it { vpc vpn  remote remote  routing static }
transit-gateway endpoint {
  attach transit-gateway { subnets local  route-table propagate  propagate blackhole, propagate  appliance-mode on }
  attach vpn { propagate none }
  route-table blackhole { route attach -> vpn  route 10.9.0.0/16 -> blackhole }
  route-table propagate {}
}
view none { show endpoint, peering }
expect every endpoint never reaches remote via peering, endpoint`;
    const seen = (await diagnosticsOf(text)).filter(({ code }) => code === 'syntax' || code === 'unknown-name');
    // Such a network has other findings. Only those of the parser and the linker matter here.
    assert.deepEqual(seen, []);
    const { transitGateways, routeTables } = await networkOf(text);
    assert.deepEqual(
      routeTables
        .flatMap(({ routes }) => routes.filter(({ target }) => target.kind === 'blackhole'))
        .map(({ destination }) => formatPrefix(destination)),
      ['10.8.0.0/16', '203.0.113.0/24'],
    );
    const [gateway] = transitGateways;
    assert.deepEqual(gateway && transitRoutesOf(gateway), {
      blackhole: ['203.0.113.0/24 -> vpn (prefix-list)', '10.9.0.0/16 -> blackhole', '10.1.0.0/16 -> transit-gateway (vpc)'],
      propagate: ['10.1.0.0/16 -> transit-gateway (vpc)'],
      default: [],
    });
  });
});
