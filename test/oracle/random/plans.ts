// What a random subnet and the resources in it are made of, before any text is written.

/** What may be in a subnet; repeated words are more likely. */
export const KINDS = ['instance', 'instance', 'instance', 'node', 'node', 'database', 'lambda', 'nat-instance'] as const;

/** What a route may lead to. Where there is no such resource there is no route. */
export const TARGETS = ['igw', 'nat', 'nat-instance', 'regional', 'hub', 'inspect', 'appliance', 'blackhole', 'none'] as const;

/** One of them. */
export type Target = (typeof TARGETS)[number];

/** One resource in a subnet. */
export interface ResourcePlan {
  readonly kind: (typeof KINDS)[number];
  /** Numbers of groups; none: the default group. */
  readonly groups: readonly number[];
  readonly pods: number;
  readonly ipv6: boolean;
  /** Of an instance or node: secondary private addresses of its first interface. */
  readonly secondary: number;
  /** Of an instance: how many of its addresses have Elastic IP addresses, the primary one first. */
  readonly elastics: number;
  /** Of an instance: the subnets of its further interfaces. */
  readonly further: readonly number[];
  /** Of a machine: the source/destination check is off; of a node: its pods go out under their own addresses, too. */
  readonly special: boolean;
  readonly podsHaveGroups: boolean;
}

/** What may be in several subnets, where AWS decides which of its interfaces is used. */
export interface SpreadPlan {
  readonly kind: 'lambda' | 'service' | 'database' | 'fleet';
  /** Of a fleet: how many members it has, if the text says so. */
  readonly count: number | undefined;
  readonly subnets: readonly number[];
  readonly groups: readonly number[];
}

/** One subnet and what is in it. */
export interface SubnetPlan {
  readonly az: number;
  readonly exit: Target;
  readonly exit6: 'igw' | 'egress-igw' | 'none';
  /** A route for 198.51.100.0/24 apart from the default one. */
  readonly office: Target;
  /** A subnet of the VPC that is reached by something else than the local route. */
  readonly detour: { readonly to: number; readonly by: Target } | undefined;
  readonly far: 'peering' | 'hub' | 'none';
  readonly site: 'route' | 'propagate' | 'hub' | 'none';
  /** Whether routes lead to the networks behind instances. */
  readonly overlays: boolean;
  readonly list: Target;
  readonly acl: number | undefined;
  readonly nat: 'public' | 'private' | undefined;
  readonly excluded: boolean;
  readonly resources: readonly ResourcePlan[];
}
