// What the text does not know of a network: whether there is anything, and who may have an address without a known owner.
import { type Address, contains, type Family, type Prefix } from './address.ts';
import { policyRules } from './firewall.ts';
import type { Interface } from './interface.ts';
import { resourceIn } from './kinds.ts';
import type { LoadBalancer } from './load-balancer.ts';
import { perObject } from './memo.ts';
import type { Entity, Network } from './network.ts';
import type { Outside } from './outside.ts';
import { blocksStatement, type Statement, subnetsStatement } from './unknown.ts';
import type { Vpc } from './vpc.ts';

/** Whether the text knows everything: there is no word `unknown`, and nothing external. */
export const isComplete = perObject((network: Network): boolean => {
  const tables = [...network.routeTables, ...network.transitGateways.flatMap(({ routeTables }) => routeTables)];
  const rules = network.securityGroups.flatMap((group) => group.rules);
  const firewallRules = network.endpoints.flatMap(({ policy }) => policyRules(policy));
  const entries = network.networkAcls.flatMap((acl) => acl.entries);
  return !(
    [...network.vpcs, ...network.subnets, ...network.outside, ...network.prefixLists, ...entries].some(
      ({ unknown }) => unknown,
    ) ||
    [...rules, ...entries].some(({ traffic }) => traffic.unknown) ||
    firewallRules.some(({ action, sources, destinations }) => action === 'unknown' || sources.unknown || destinations.unknown) ||
    rules.some(({ peer }) => peer.kind === 'prefixes' && peer.unknown) ||
    network.vpcs.some(({ isExternal }) => isExternal) ||
    network.siteLinks.some(({ mayAnnounce }) => mayAnnounce) ||
    network.securityGroups.some(({ external }) => external) ||
    tables.some(({ routes, uncertain = [] }) => uncertain.length > 0 || routes.some(({ target }) => target.kind === 'unknown')) ||
    [
      ...network.workloads,
      ...network.loadBalancers,
      ...network.endpoints,
      ...network.clientVpns,
      ...network.resolverEndpoints,
    ].some(({ unknownSubnets }) => unknownSubnets)
  );
});

/** Something that may have addresses of a VPC, which the text does not know. */
interface Owner extends Statement {
  /** The blocks in which it has none. */
  readonly except: readonly Prefix[];
}

/** Why an address of the VPC may belong to a resource, although the text names none; `undefined` if it cannot. */
export function possibleOwner(network: Network, vpc: Vpc, isIn: (prefixes: readonly Prefix[]) => boolean): Statement | undefined {
  return ownersIn(network)(vpc).find(({ except }) => !isIn(except));
}

const ownersIn = perObject((network: Network) =>
  perObject((vpc: Vpc): readonly Owner[] => {
    if (vpc.isExternal) return [{ ...externalStatement(vpc), except: [] }];
    const own = network.subnets.filter((subnet) => subnet.vpc === vpc);
    const known = own.flatMap(({ prefixes }) => prefixes);
    return [
      ...own.flatMap((subnet) =>
        subnet.unknown ? [{ statement: blocksStatement(subnet.name), unknown: subnet.unknown, except: known }] : [],
      ),
      ...[
        ...network.workloads,
        ...network.loadBalancers,
        ...network.endpoints,
        ...network.clientVpns,
        ...network.resolverEndpoints,
      ].flatMap((resource) =>
        resource.unknownSubnets && (resource.vpc ?? vpc) === vpc && !('type' in resource && resource.type === 'gateway')
          ? [{ ...subnetsStatement(resource.name, resource.unknownSubnets), except: [] }]
          : [],
      ),
    ];
  }),
);

/** Why an interface may have an address of the family, although the text gives none; `undefined` if it has one or cannot have one. */
export function unknownAddressOf({ subnet, addresses }: Interface, family: Family): Statement | undefined {
  if (subnet.unknown === undefined || addresses.some((own) => own.declared || own.private.family === family)) return undefined;
  return { statement: blocksStatement(subnet.name), unknown: subnet.unknown };
}

/** The families of the addresses that the nodes of a load balancer have. */
export function familiesOfNodes({ ipAddressType }: LoadBalancer): readonly Family[] {
  return ipAddressType === 'ipv4' ? [4] : [4, 6];
}

/** That nothing is known of what is in an external VPC. */
export function externalStatement({ name }: Pick<Vpc, 'name'>): Statement {
  return { statement: `What is in ${name} is unknown`, unknown: { reason: 'it is external' } };
}

/** Whether the text knows the addresses of the resource only: what is outside AWS, and external VPCs. */
export function isOutside(resource: Entity): resource is Outside | Vpc {
  return resourceIn(resource, 'outside') || (resource.kind === 'vpc' && resource.isExternal === true);
}

/** The external VPC that has the address. */
export function externalVpcAt({ vpcs }: Network, address: Address): Vpc | undefined {
  return vpcs.find(({ isExternal, prefixes }) => isExternal && prefixes.some((prefix) => contains(prefix, address)));
}
