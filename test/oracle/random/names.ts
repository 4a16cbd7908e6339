// What resources are called and which addresses they have, for references before or after their declaration.
import type { ResourcePlan, SpreadPlan, SubnetPlan } from './plans.ts';

/** The names and addresses of one VPC. */
export interface VpcNames {
  readonly name: string;
  /** The second number of its block. */
  readonly block: number;
  readonly ipv6: string;
  readonly groups: number;
  readonly targets: { readonly name: string; readonly kind: ResourcePlan['kind'] | SpreadPlan['kind'] | 'pod' }[];
  readonly albs: string[];
  readonly nlbs: string[];
  readonly balancers: string[];
  /** The first target group of each protocol of listeners. */
  readonly groupOf: Map<string, string>;
  readonly elastic: () => string;
  /** The block of a subnet, and an address in it. */
  readonly subnet: (place: number) => string;
  readonly address: (place: number, host: number) => string;
}

/** The lines between VPCs, as one VPC sees them; empty where there are none. */
export interface Links {
  /** The peering that leads to the VPC with this number; empty for those that are not its neighbours. */
  readonly peeringTo: (other: number) => string;
  readonly hub: string;
  /** A line that ends at this VPC, all of them, and the gateway that leads to one which does not. */
  readonly site: string;
  readonly sites: readonly string[];
  readonly siteHub: string;
  /** The blocks of the other VPCs, by number. */
  readonly far: readonly { readonly vpc: number; readonly block: string }[];
}

/** What a subnet finds in its VPC. */
export interface Around {
  readonly azs: boolean;
  readonly igw: boolean;
  readonly egressOnly: boolean;
  readonly ipv6: boolean;
  readonly lists: boolean;
  readonly inspect: boolean;
  readonly regional: 'automatic' | 'manual' | undefined;
  readonly publicAccess: 'off' | 'bidirectional' | 'ingress-only';
  readonly acls: readonly unknown[];
  readonly subnets: readonly SubnetPlan[];
  readonly links: Links;
  /** The networks behind instances of the first VPC, with what leads there from this one. */
  readonly overlays: readonly { readonly block: string; readonly by: string }[];
}

/** The API of a file, and what is behind it. */
export interface ApiPlan {
  readonly behind: '' | 'link' | 'rest-link' | 'function';
  readonly isPrivate: boolean;
}

/** The names of a whole file. */
export class Names {
  readonly vpcs: VpcNames[] = [];
  readonly api: ApiPlan;
  #elastic = 10;

  constructor(api: ApiPlan) {
    this.api = api;
  }

  /** `secondary`: the subnet in a secondary CIDR block. */
  vpc(index: number, block: number, groups: number, secondary: number | undefined): VpcNames {
    const start = (place: number): string => (place === secondary ? `100.${64 + index}.${place}` : `10.${block}.${place}`);
    const names: VpcNames = {
      name: `vpc-${index}`,
      block,
      ipv6: `2001:db8:${index}`,
      groups,
      targets: [],
      albs: [],
      nlbs: [],
      balancers: [],
      groupOf: new Map(),
      elastic: () => this.elastic(),
      subnet: (place) => `${start(place)}.0/24`,
      address: (place, host) => `${start(place)}.${host}`,
    };
    this.vpcs.push(names);
    return names;
  }

  elastic(): string {
    this.#elastic += 1;
    return `203.0.113.${this.#elastic}`;
  }
}
