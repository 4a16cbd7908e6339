import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * The Availability Zone of a subnet must be in the Region of its VPC.
 *
 * A VPC spans the Availability Zones of one Region, and their names begin with the name of the Region (`us-east-1a` is in
 * `us-east-1`). AWS rejects a subnet elsewhere. Correct the Availability Zone or the Region.
 *
 * Source: Amazon VPC User Guide, "Subnet basics"; Amazon EC2 User Guide, "Regions and Zones".
 */
export const subnetAzOutsideRegion: Rule = { code: 'subnet-az-outside-region', severity: 'error', check };

/** The full name of an Availability Zone. Short names (`a`) and AZ IDs (`use1-az1`) cannot be compared with the Region. */
const FULL_NAME = /^[a-z]{2}(-[a-z]+)+-\d/;

function* check(network: Network): Iterable<Remark> {
  for (const { id, az, vpc } of network.subnets) {
    if (az === undefined || vpc.region === undefined || !FULL_NAME.test(az) || az.startsWith(vpc.region)) continue;
    const message = `${az} is not an Availability Zone of ${vpc.region}, the Region of ${vpc.name}: use ${vpc.region}a, ${vpc.region}b, and so on.`;
    yield { subject: id, aspect: { of: 'az' }, message };
  }
}
