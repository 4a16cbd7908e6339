// The table of route targets: with any other duty in a row, some finding or picture changes.
import assert from 'node:assert/strict';
import { ROUTE_TARGETS, type RouteTargetKind, type TargetDuty } from '#language/network/route-table.ts';
import { diagnosticsOf } from '#test/support/check-diagnostics.ts';

const DUTIES: readonly TargetDuty[] = ['translate', 'inspect', 'leave', 'connect'];

/** The declaration of a target by the name `it`: in the file, the VPC or a public subnet. */
const DECLARED: Readonly<Record<RouteTargetKind, { readonly file?: string; readonly vpc?: string; readonly subnet?: string }>> = {
  igw: { vpc: 'igw it' },
  'egress-igw': { vpc: 'egress-igw it' },
  nat: { subnet: 'nat it { elastic-ip 203.0.113.20 }' },
  'regional-nat': { vpc: 'regional nat it' },
  'nat-instance': { subnet: 'nat-instance it { source-dest-check off  public-ip 203.0.113.21  security-groups open }' },
  appliance: { subnet: 'instance it { source-dest-check off  security-groups open }' },
  peering: { file: 'vpc far 10.9.0.0/16\npeering it { vpcs v, far }' },
  'transit-gateway': { file: 'transit-gateway it { attach v { subnets a } }' },
  'site-link': { file: 'vpn it { vpc v  remote office }' },
  endpoint: { vpc: 'endpoint it gateway-load-balancer { subnets pub }' },
};

function textWith(kind: RouteTargetKind, gateway = 'igw main'): string {
  const { file = '', vpc = '', subnet = '' } = DECLARED[kind];
  return `network office 172.16.0.0/16
${file}
vpc v 10.0.0.0/16 {
  ${vpc}
  ${gateway}
  public subnet pub 10.0.0.0/24 { az us-east-1a  route 0.0.0.0/0 -> main  nat known { elastic-ip 203.0.113.30 }  ${subnet} }
  private subnet a 10.0.1.0/24 {
    az us-east-1b
    route 0.0.0.0/0 -> it
    route 198.51.100.0/24 -> known
    route 10.0.0.0/24 -> it
    instance client { security-groups open  public-ip 203.0.113.40 }
  }
  security-group open { ingress tcp 443 from 10.0.0.0/16 }
}
`;
}

async function findings(text: string): Promise<readonly string[]> {
  const seen = await diagnosticsOf(text);
  assert.ok(!seen.some(({ code }) => code === 'syntax' || code === 'unknown-name'), text);
  return seen.map(({ code, message }) => `${code} ${message}`);
}

describe('the table of route targets', () => {
  for (const kind of Object.keys(DECLARED).filter((one): one is RouteTargetKind => Object.hasOwn(ROUTE_TARGETS, one))) {
    const row: { duty: TargetDuty; inGatewayTables: boolean } = ROUTE_TARGETS[kind];
    const { duty, inGatewayTables } = row;
    it(`${kind}: can${inGatewayTables ? '' : 'not'} be in the route table of an internet gateway`, async () => {
      const ask = () => findings(textWith(kind, 'igw main { route 10.0.1.0/24 -> it }'));
      const usual = await ask();
      row.inGatewayTables = !inGatewayTables;
      try {
        assert.notDeepEqual(await ask(), usual);
      } finally {
        row.inGatewayTables = inGatewayTables;
      }
    });
    for (const other of DUTIES.filter((one) => one !== duty)) {
      it(`${kind}: ${duty} is not ${other}`, async () => {
        const usual = await findings(textWith(kind));
        row.duty = other;
        try {
          assert.notDeepEqual(await findings(textWith(kind)), usual);
        } finally {
          row.duty = duty;
        }
      });
    }
  }
});
