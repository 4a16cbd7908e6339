// Address ranges with a special meaning, as CIDR texts.

/** Ranges that an internet gateway never lets through. Source: Reachability Analyzer guide, explanation codes IGW_…_RFC1918 and …_RFC6598. */
export const PRIVATE_RANGES = { rfc1918: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'], rfc6598: ['100.64.0.0/10'] } as const;

/** IPv6 addresses that no route on the internet leads to. Source: RFC 4193. */
export const UNIQUE_LOCAL_RANGES = ['fc00::/7'] as const;

/** Addresses that never leave one link. Source: RFC 3927; RFC 4291, section 2.5.6. */
export const LINK_LOCAL_RANGES = { ipv4: '169.254.0.0/16', ipv6: 'fe80::/10' } as const;

/** Addresses that AWS keeps at the start of every subnet: network, router, DNS, future use. Source: Amazon VPC User Guide, "Subnet CIDR blocks". */
export const RESERVED_AT_START = 4n;

/** And at its end: the last address. Source: as above. */
export const RESERVED_AT_END = 1n;

/** Where the VPC's resolver listens besides the primary block's base + 2. Source: Amazon VPC User Guide, "Understanding Amazon DNS". */
export const RESOLVER_ADDRESSES = ['169.254.169.253', 'fd00:ec2::253'] as const;

/** The resolver's place in the VPC's primary block. Source: as above. */
export const RESOLVER_OFFSET = 2n;

/** Link-local service ranges that no route can carry. Source: Amazon VPC User Guide, "Subnet route tables". */
export const SERVICE_RANGES = ['169.254.168.0/22', 'fd00:ec2::/32'] as const;

/** A block for the examples of public addresses that AWS would assign. RFC 2544 reserves it for benchmarks, so it belongs to no host. */
export const EXAMPLE_PUBLIC_RANGE = '198.18.0.0/15';

/** A block for the examples of IPv6 blocks that AWS would choose. RFC 9637 reserves it for documentation. */
export const EXAMPLE_IPV6_RANGE = '3fff::/20';

/** Example blocks for a host on the internet: the first one that the file does not use itself. RFC 5737 reserves them for documentation. */
export const EXAMPLE_EXTERNAL_HOSTS = ['198.51.100.7', '203.0.113.207', '192.0.2.7', '2001:db8:ffff::7'] as const;

/** The IPv6 addresses that DNS64 makes of IPv4 addresses; a NAT gateway translates them back. Source: Amazon VPC User Guide, "DNS64 and NAT64". */
export const NAT64_RANGE = '64:ff9b::/96';
