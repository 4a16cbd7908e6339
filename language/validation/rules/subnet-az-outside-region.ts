import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A subnet's zone must lie in the region of its VPC.
 *
 * A VPC spans the zones of one region; their names begin with the region's (`us-east-1a` is in `us-east-1`). AWS refuses a subnet
 * elsewhere. Correct the zone or the region.
 *
 * Source: Amazon VPC User Guide, "Subnet basics"; Amazon EC2 User Guide, "Regions and Zones".
 */
export const subnetAzOutsideRegion: Rule = { code: 'subnet-az-outside-region', severity: 'error', check };

/** A zone's full name. Short ones (`a`) and zone ids (`use1-az1`) say nothing about the region that can be compared. */
const FULL_NAME = /^[a-z]{2}(-[a-z]+)+-\d/;

function* check(network: Network): Iterable<Remark> {
  for (const { id, zone, vpc } of network.subnets) {
    if (zone === undefined || vpc.region === undefined || !FULL_NAME.test(zone) || zone.startsWith(vpc.region)) continue;
    const message = `${zone} is not a zone of ${vpc.region}, where ${vpc.name} is: its zones are called ${vpc.region}a, ${vpc.region}b, and so on.`;
    yield { subject: id, aspect: { of: 'az' }, message };
  }
}
