// When the two directions of a connection pass different appliances, so that appliance mode is needed.
import assert from 'node:assert/strict';
import { diagnosticsOf } from '#test/support/check-diagnostics.ts';

interface Variant {
  readonly azOfTwo?: string;
  readonly applianceOfB?: string;
  readonly spokes?: string;
}

/** Two networks whose connections pass the inspection VPC, which has an appliance in each of two Availability Zones. */
const network = ({
  azOfTwo = 'us-east-1b',
  applianceOfB = 'box-b',
  spokes = 'route 10.0.0.0/8 -> inspection',
}: Variant): string => `
transit-gateway hub {
  attach inspection { subnets tgw-a, tgw-b  route-table inspected }
  attach one { subnets one-1  route-table spokes  propagate inspected }
  attach two { subnets two-1  route-table spokes  propagate inspected }
  route-table spokes { ${spokes} }
  route-table inspected {}
}
vpc inspection 10.9.0.0/16 {
  subnet tgw-a 10.9.8.0/28 { az us-east-1a  route 10.0.0.0/8 -> box-a }
  subnet tgw-b 10.9.8.16/28 { az us-east-1b  route 10.0.0.0/8 -> ${applianceOfB} }
  subnet boxes-a 10.9.9.0/28 { az us-east-1a  route 10.0.0.0/8 -> hub  instance box-a { source-dest-check off } }
  subnet boxes-b 10.9.9.16/28 { az us-east-1b  route 10.0.0.0/8 -> hub  instance box-b { source-dest-check off } }
}
vpc one 10.1.0.0/16 { subnet one-1 10.1.0.0/28 { az us-east-1a  route 10.0.0.0/8 -> hub } }
vpc two 10.2.0.0/16 { subnet two-1 10.2.0.0/28 { az ${azOfTwo}  route 10.0.0.0/8 -> hub } }
`;

async function warns(text: string): Promise<boolean> {
  return (await diagnosticsOf(text)).some(({ code }) => code === 'tgw-appliance-mode');
}

describe('appliance mode', () => {
  it('is missing where two networks in different Availability Zones meet through the appliances of two', async () => {
    assert.equal(await warns(network({})), true);
  });

  it('is not missing on symmetric paths: one Availability Zone, or one appliance for all', async () => {
    assert.equal(await warns(network({ azOfTwo: 'us-east-1a' })), false);
    assert.equal(await warns(network({ applianceOfB: 'box-a' })), false);
  });

  it('is not missing where no connection passes the VPC in both directions', async () => {
    assert.equal(await warns(network({ spokes: 'route 10.9.0.0/16 -> inspection' })), false);
    const blackholes = 'route 0.0.0.0/0 -> inspection  route 10.1.0.0/16 -> blackhole  route 10.2.0.0/16 -> blackhole';
    assert.equal(await warns(network({ spokes: blackholes })), false);
  });

  it('would not help in front of the workloads of the VPC itself', async () => {
    const own = network({ spokes: '' }).replace(
      'route-table spokes {  }',
      'route-table spokes { route 10.9.0.0/16 -> inspection }',
    );
    assert.equal(await warns(own), false);
  });

  it('is missing for a remote site, whose packets may come from every Availability Zone', async () => {
    const text = network({ azOfTwo: 'us-east-1a' })
      .replace('attach two { subnets two-1  route', 'attach line { route')
      .concat('network office 10.3.0.0/16  vpn line { remote office }');
    assert.equal(await warns(text), true);
  });
});
