// The targets that a node of a load balancer may select.
// Source: Elastic Load Balancing, "How Elastic Load Balancing works" (zones, cross-zone).
import type { Address } from '#language/network/address.ts';
import { familiesOfNodes, unknownAddressOf } from '#language/network/completeness.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import { resourceIn, resourceIs } from '#language/network/kinds.ts';
import type { ListenerAction, LoadBalancer, Target, TargetGroup } from '#language/network/load-balancer.ts';
import type { Network } from '#language/network/network.ts';
import { leadsBack } from '#language/network/target-groups.ts';
import type { Statement } from '#language/network/unknown.ts';
import type { TargetDecision } from './decision/service-decision.ts';
import { lookupIn } from './lookup.ts';
import type { DropCode } from './result.ts';

/** A target that the node may choose. A function has neither interface nor address: it is invoked through its service. */
export interface Candidate {
  /** What represents it: the workload, the node of a load balancer or the member of a fleet, else the target itself. */
  readonly id: EntityId;
  readonly target: Target;
  readonly group: TargetGroup;
  /** The target's interface, if a resource of the file has the address. */
  readonly interface: Interface | undefined;
  /** The address that the text gives in place of a resource. */
  readonly address: Address | undefined;
  /** It is a load balancer that leads back to the one that chooses: following it would never end. */
  readonly isLoop?: boolean;
}

/** A target that this node never chooses, and why. */
export interface Exclusion {
  readonly target: Target;
  readonly code: DropCode;
  readonly decision: TargetDecision;
}

/** All targets of a group: those that a node may choose, and the others. */
export interface Candidates {
  readonly candidates: readonly Candidate[];
  readonly exclusions: readonly Exclusion[];
}

/** Whether an action is an answer of the load balancer itself, which opens no connection for it. */
export function isOwnAnswer(action: ListenerAction): boolean {
  return action.kind !== 'forward';
}

/** The targets of one group, as one node sees them. A load balancer as target gives one for each of its nodes. */
export function candidatesIn(network: Network, balancer: LoadBalancer, node: Interface, group: TargetGroup): Candidates {
  const candidates: Candidate[] = [];
  const exclusions: Exclusion[] = [];
  for (const target of group.targets) {
    const isLoop = leadsBack(network, balancer, target);
    for (const end of endsOf(network, balancer, target)) {
      const { interface: iface, address } = end;
      const excluded = withoutFamily(balancer, node, group, target, end) ?? (iface && exclusion(balancer, node, target, iface));
      if (excluded !== undefined) exclusions.push(excluded);
      else candidates.push({ id: end.id, target, group, interface: iface, address, ...(isLoop && { isLoop }) });
    }
  }
  return { candidates, exclusions };
}

/** Why the text does not know a target that a node may use: which one it is, or its address. */
export function unknownTarget({ group, target, interface: iface, isLoop }: Candidate): Statement | undefined {
  if (isLoop) return { statement: `The targets of ${group.name} lead back to the load balancer`, unknown: {} };
  if (target.type !== 'unknown') return iface && target.type !== 'lambda' ? unknownAddressOf(iface, group.family) : undefined;
  return { statement: `The targets of ${group.name} are not all known`, unknown: target.unknown ?? {} };
}

/** The address at which the candidate is called: that of the target group's family. */
export function addressOfCandidate({ interface: iface, address, group: { family } }: Candidate): Address | undefined {
  const own = iface?.addresses.find((one) => one.private.family === family)?.private;
  return address === undefined ? own : address.family === family ? address : undefined;
}

function endsOf(
  network: Network,
  balancer: LoadBalancer,
  { id, resource, type, address }: Target,
): readonly Pick<Candidate, 'id' | 'interface' | 'address'>[] {
  if (address !== undefined) {
    const iface = lookupIn(network).privateOwner(balancer.vpc, address)?.interface;
    return [{ id: iface?.owner ?? id, interface: iface, address }];
  }
  const entity = network.byId.get(resource);
  if (type === 'unknown') return [{ id, interface: undefined, address: undefined }];
  if (type === 'lambda') return entity === undefined ? [] : [{ id, interface: undefined, address: undefined }];
  if (entity !== undefined && resourceIn(entity, 'load-balancer'))
    return entity.nodes.map((node) => ({ id: node.id, interface: node, address: undefined }));
  if (entity === undefined || !('interfaces' in entity)) return [];
  if (resourceIs(entity, 'members')) return entity.interfaces.map((one) => ({ id: one.id, interface: one, address: undefined }));
  return entity.interfaces.slice(0, 1).map((iface) => ({ id: entity.id, interface: iface, address: undefined }));
}

/** The node and the target need an address of the target group's family. Functions need none. */
function withoutFamily(
  balancer: LoadBalancer,
  node: Interface,
  group: TargetGroup,
  target: Target,
  { interface: iface, address }: Pick<Candidate, 'interface' | 'address'>,
): Exclusion | undefined {
  if (target.type === 'lambda' || target.type === 'unknown') return undefined;
  const { family } = group;
  const has = (own: Interface): boolean => own.addresses.some((one) => one.private.family === family) || mayHave(own);
  const mayHave = (own: Interface): boolean =>
    unknownAddressOf(own, family) !== undefined && (own !== node || familiesOfNodes(balancer).includes(family));
  const lacking = !has(node)
    ? balancer.id
    : address !== undefined
      ? address.family !== family && address
      : iface !== undefined && !has(iface) && iface.owner;
  if (lacking === false) return undefined;
  return {
    target,
    code: 'ELBV2_LISTENER_HAS_NO_TG',
    decision: { kind: 'target', balancer, result: 'address-family', group, family, lacking, decidedBy: target.id },
  };
}

function exclusion(balancer: LoadBalancer, node: Interface, target: Target, iface: Interface): Exclusion | undefined {
  const az = iface.subnet.az;
  const enabled = balancer.nodes.map(({ subnet }) => subnet.az);
  if (az === undefined || enabled.includes(undefined)) return undefined;
  if (!enabled.includes(az)) {
    return {
      target,
      code: 'ELB_INSTALLED_AZ_RESTRICTION',
      decision: { kind: 'target', balancer, result: 'az-not-enabled', az, decidedBy: target.id },
    };
  }
  if (!balancer.crossZone && node.subnet.az !== az) {
    return {
      target,
      code: 'ELB_NOT_CROSSZONE',
      decision: {
        kind: 'target',
        balancer,
        result: 'cross-zone-off',
        az,
        nodeAz: node.subnet.az,
        decidedBy: target.id,
      },
    };
  }
  return undefined;
}
