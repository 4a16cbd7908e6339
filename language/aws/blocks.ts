// The address blocks that AWS accepts for VPCs and subnets, as data. Source: Amazon VPC User Guide, "VPC CIDR blocks" and "Subnet CIDR blocks".

/** Prefix lengths of an IPv4 block, of VPCs and of subnets. */
export const IPV4_BLOCK_LENGTHS = { from: 16, to: 28 } as const;

/** Prefix lengths of a VPC's IPv6 block, in steps of `step`. An Amazon-provided block is a /56. */
export const VPC_IPV6_LENGTHS = { from: 44, to: 60, step: 4 } as const;

/** Prefix lengths of a subnet's IPv6 block. The usual one is /64. */
export const SUBNET_IPV6_LENGTHS = { from: 44, to: 64, step: 4 } as const;

/** IPv4 ranges that no VPC may use. */
export const FORBIDDEN_BLOCKS = ['0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/4'] as const;

/** Legal, but the range of Docker's bridge on machines of some AWS services. */
export const DOCKER_BLOCK = '172.17.0.0/16';

/** `refuses`: blocks that cannot be added to a VPC with a block in `has`. `onlyPublic`: those that cannot be added to a VPC with no block in any `has`. */
export const SECONDARY_BLOCKS = {
  rows: [
    { has: '10.0.0.0/8', refuses: ['172.16.0.0/12', '192.168.0.0/16', '198.19.0.0/16'] },
    { has: '10.0.0.0/15', refuses: ['10.0.0.0/16'] },
    { has: '172.16.0.0/12', refuses: ['10.0.0.0/8', '192.168.0.0/16', '172.31.0.0/16', '198.19.0.0/16'] },
    { has: '192.168.0.0/16', refuses: ['10.0.0.0/8', '172.16.0.0/12', '198.19.0.0/16'] },
    { has: '198.19.0.0/16', refuses: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'] },
  ],
  onlyPublic: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '198.19.0.0/16'],
} as const;
