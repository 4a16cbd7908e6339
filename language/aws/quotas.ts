// AWS quotas: how many of each resource AWS allows, each with its page.

/** Rules of a security group for each direction and address family. Source: Amazon VPC quotas. */
export const RULES_PER_GROUP = 60;

/** Security groups on one network interface. Source: as above. */
export const GROUPS_PER_INTERFACE = 5;

/** Rules of a network ACL for each direction, by default and at most. Source: as above. */
export const RULES_PER_ACL = { standard: 20, most: 40 } as const;

/** Numbers that a rule of a network ACL may have. Source: Amazon EC2 API, CreateNetworkAclEntry. */
export const ACL_NUMBERS = { from: 1, to: 32766 } as const;

/** The longest prefix that a subnet of an Application Load Balancer may have. Source: Elastic Load Balancing, "Application Load Balancers". */
export const ALB_SUBNET_LENGTH = 27;
