// A drop is explained by what causes it, which may be far from where the packet is dropped.
import assert from 'node:assert/strict';
import { headline } from '#language/trace/headline.ts';
import { diagnosticsOf } from '#test/support/check-diagnostics.ts';
import { traceOf } from '#test/support/trace-text.ts';

interface Variant {
  /** Routes of the subnet of the NAT gateway. */
  readonly front: string;
  /** The subnets between the attachment and the NAT gateway. */
  readonly tgw: string;
}

/** Two VPCs that use the NAT gateway of a third one, and should reach each other past it. */
const egress = ({ front, tgw }: Variant): string => `
host site 198.51.100.80
vpc v 10.0.0.0/16 {
  igw main
  subnet front 10.0.0.0/24 { az us-east-1a  route 0.0.0.0/0 -> main  ${front}  nat out 10.0.0.20 { elastic-ip 203.0.113.10 } }
  ${tgw}
}
vpc spoke 10.2.0.0/16 {
  subnet apps 10.2.0.0/24 { az us-east-1a  route 0.0.0.0/0 -> hub  instance app 10.2.0.10 { security-groups callers } }
  security-group callers
}
vpc other 10.3.0.0/16 {
  subnet rows 10.3.0.0/24 { az us-east-1a  route 0.0.0.0/0 -> hub  instance db 10.3.0.10 { security-groups data } }
  security-group data { ingress tcp 5432 from 10.2.0.0/16 }
}
transit-gateway hub {
  attach v { subnets tgw  route-table out }
  attach spoke { subnets apps  route-table in  propagate out }
  attach other { subnets rows  route-table in  propagate out }
  route-table in { route 0.0.0.0/0 -> v }
  route-table out {}
}`;

const DIRECT = 'subnet tgw 10.0.3.0/28 { az us-east-1a  route 0.0.0.0/0 -> out }';
const INSPECTED = `subnet guard 10.0.2.0/24 { az us-east-1a  route 0.0.0.0/0 -> out  route 10.0.0.0/8 -> hub }
  subnet tgw 10.0.3.0/28 { az us-east-1a  route 0.0.0.0/0 -> inspect }
  endpoint inspect gateway-load-balancer { subnets guard }`;

async function egressFindings(text: string): Promise<readonly string[]> {
  return (await diagnosticsOf(text)).filter(({ code }) => code === 'tgw-egress-no-return').map(({ message }) => message);
}

describe('the cause of a drop', () => {
  it('at an internet gateway is the route that leads a private destination there', async () => {
    const { blockers } = await traceOf(egress({ front: '', tgw: DIRECT }), 'app -> site tcp 443');
    assert.deepEqual(
      blockers.map(({ code, reason, decidedBy }) => [code, reason, decidedBy]),
      [
        [
          'IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS',
          '10.2.0.10 is a private address (RFC 1918): it is not routed on the internet. front has no other route to it than 0.0.0.0/0, which leads here.',
          'v.front#route-1',
        ],
      ],
    );
  });

  it('of lost replies behind a Gateway Load Balancer endpoint is the missing route to the endpoint', async () => {
    assert.deepEqual(await egressFindings(egress({ front: '', tgw: INSPECTED })), [
      'Replies from out to 10.2.0.0/16 and 10.3.0.0/16 have no route to inspect: add "route 10.2.0.0/16 -> inspect" to front.',
    ]);
    assert.deepEqual(await egressFindings(egress({ front: 'route 10.0.0.0/8 -> inspect', tgw: INSPECTED })), []);
    assert.deepEqual(await egressFindings(egress({ front: '', tgw: DIRECT })), [
      'Replies from out to 10.2.0.0/16 and 10.3.0.0/16 have no route to hub: add "route 10.2.0.0/16 -> hub" to front.',
    ]);
  });

  it('at a security group is the NAT gateway that translates an address which a rule allows', async () => {
    const text = egress({ front: 'route 10.0.0.0/8 -> hub', tgw: DIRECT });
    const { blockers } = await traceOf(text, 'app -> db tcp 5432');
    assert.deepEqual(
      blockers.map(({ code, reason, decidedBy }) => [code, reason, decidedBy]),
      [
        [
          'ENI_SG_RULES_MISMATCH',
          'out translates 10.2.0.10, which a rule allows, to 10.0.0.20, which none allows.',
          'v.tgw#route-1',
        ],
      ],
    );
    const { blockers: others } = await traceOf(text, 'app -> db tcp 22');
    assert.deepEqual(
      others.map(({ reason }) => reason),
      ['None of its ingress rules allows tcp 22 from 10.0.0.20.'],
    );
    const [finding] = (await diagnosticsOf(`${text} flow f { app -> db tcp 5432 }`)).filter(
      ({ severity }) => severity === 'error',
    );
    assert.equal(finding?.code, 'flow-blocked');
  });
});

describe('the path of a dropped packet', () => {
  it('ends where the packet is dropped first', async () => {
    const text = `
vpc v 10.0.0.0/16 {
  subnet a 10.0.0.0/24 { instance one 10.0.0.10 { security-groups closed } }
  subnet b 10.0.1.0/24 { network-acl shut  instance two 10.0.1.10 { security-groups open } }
  security-group closed
  security-group open { ingress tcp 22 from any }
  network-acl shut { outbound 100 allow all to any }
}`;
    assert.match(headline(await traceOf(text, 'one -> two tcp 22')), /^one → a → b: dropped at b: /);
    const inside = text.replace('security-group closed', 'security-group closed { egress none }');
    assert.match(headline(await traceOf(inside, 'one -> two tcp 22')), /^one: dropped at one: .* \(and 1 more\)$/);
  });

  it('is complete if the reply is dropped', async () => {
    const text = `
vpc v 10.0.0.0/16 {
  subnet a 10.0.0.0/24 { network-acl shut  instance one 10.0.0.10 { security-groups open } }
  subnet b 10.0.1.0/24 { instance two 10.0.1.10 { security-groups open } }
  security-group open { ingress tcp 22 from any }
  network-acl shut { outbound 100 allow all to any }
}`;
    assert.match(headline(await traceOf(text, 'one -> two tcp 22')), /^one → a → b → two: dropped at a on the return path: /);
  });
});
