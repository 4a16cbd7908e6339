// Numbers that AWS documents, each with its page.

/** NAT gateway: idle seconds after which an entry is dropped. Source: Amazon VPC User Guide, "Troubleshoot NAT gateways". */
export const NAT_IDLE_SECONDS = 350;

/** NAT gateway: source ports that it uses. Source: Amazon VPC User Guide, "NAT gateway basics". */
export const NAT_PORTS = { from: 1024, to: 65535 } as const;

/** Security group tracking of established TCP: 5 days. Source: Amazon EC2 User Guide, "Amazon EC2 security group connection tracking". */
export const TRACKING_TCP_SECONDS = 432_000;

/** Security group tracking of UDP streams. Source: as above. */
export const TRACKING_UDP_SECONDS = 180;

/** Security group tracking of every other protocol. Source: as above. */
export const TRACKING_OTHER_SECONDS = 600;

/** ALB: idle seconds of a connection. Source: Elastic Load Balancing, "Application Load Balancers". */
export const ALB_IDLE_SECONDS = 60;

/** NLB: idle seconds of a TCP flow. Source: Elastic Load Balancing, "Network Load Balancers". */
export const NLB_TCP_IDLE_SECONDS = 350;

/** NLB: idle seconds of a UDP flow. Source: as above. */
export const NLB_UDP_IDLE_SECONDS = 120;

/** ALB: values in all conditions of one rule. Source: Elastic Load Balancing, "Condition types for listener rules". */
export const RULE_VALUES = 5;

/** ALB: wildcard characters in all conditions of one rule. Source: as above. */
export const RULE_WILDCARDS = 5;

/** Target groups of one forward action. Source: Elastic Load Balancing, "Quotas for your Application Load Balancers". */
export const FORWARD_GROUPS = 5;

/** The highest weight of a target group. Source: Elastic Load Balancing API, TargetGroupTuple. */
export const HIGHEST_WEIGHT = 999;

/** Members of a fleet. Not a limit of AWS: more choices among targets than these are not followed. */
export const MOST_MEMBERS = 500;
