// A network → the public addresses and IPv6 blocks in it that AWS chooses. netarch shows examples, which no advice may name.
import { covers, hostPrefix, type Prefix } from './address.ts';
import { perObject } from './memo.ts';
import type { Network } from './network.ts';

/** Whether the block is an example of an address or of a block that AWS chooses, or a part of one. */
export function isExample(network: Network, block: Prefix): boolean {
  return examplesIn(network)[block.family].some((example) => covers(example, block));
}

/**
 * Public addresses that AWS chooses are IPv4 addresses, blocks that it chooses are IPv6 blocks. Source: Amazon EC2 User Guide, "Amazon EC2
 * instance IP addressing"; Amazon VPC User Guide, "VPC CIDR blocks".
 */
const examplesIn = perObject(({ interfaces, regionalNats, apiGateways, vpcs, subnets }: Network) => {
  const chosen = [
    ...interfaces.flatMap(({ addresses }) => addresses.filter(({ publicDeclared }) => publicDeclared === false)),
    ...regionalNats.flatMap(({ addresses }) => addresses.filter(({ declared }) => !declared)),
  ].map((address) => address.public);
  const publics = [...chosen, ...apiGateways.map(({ address }) => address)].flatMap((address) => address ?? []);
  return {
    4: publics.map(hostPrefix),
    6: [...vpcs, ...subnets].flatMap(({ assignedPrefixes }) => assignedPrefixes ?? []),
  };
});
