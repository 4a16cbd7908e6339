// The targets that a node of a load balancer may select.
// Source: Elastic Load Balancing, "How Elastic Load Balancing works" (zones, cross-zone).
import type { Address } from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import { resourceIn } from '#language/network/kinds.ts';
import type { Listener, LoadBalancer, Target, TargetGroup } from '#language/network/load-balancer.ts';
import type { Entity, Network } from '#language/network/network.ts';
import { groupsBehind } from '#language/network/target-groups.ts';
import type { TargetDecision } from './decision/service-decision.ts';
import { lookupIn } from './lookup.ts';
import type { DropCode } from './result.ts';

/** A target that the node may select. A function has neither interface nor address: it is invoked through its service. */
export interface Choice {
  readonly target: Target;
  readonly group: TargetGroup;
  /** The target's interface, if a resource of the file has the address. */
  readonly interface: Interface | undefined;
  /** The address that the text gives in place of a resource. */
  readonly address: Address | undefined;
}

/** A target that this node never selects, and why. */
export interface Exclusion {
  readonly target: Target;
  readonly code: DropCode;
  readonly decision: TargetDecision;
}

/** All targets behind a listener: those that a node may choose, and the others. */
export interface Choices {
  readonly choices: readonly Choice[];
  readonly exclusions: readonly Exclusion[];
}

/** Whether the listener only redirects. */
export function onlyRedirects(listener: Listener): boolean {
  return listener.rules.length > 0 && listener.rules.every(({ action }) => action.kind === 'redirect');
}

/** The targets of all groups of a listener, as one node sees them. A load balancer as target gives one choice for each of its nodes. */
export function choicesAt(network: Network, balancer: LoadBalancer, node: Interface, listener: Listener): Choices {
  const choices: Choice[] = [];
  const exclusions: Exclusion[] = [];
  for (const group of groupsBehind(network, listener)) {
    for (const target of group.targets) {
      for (const end of endsOf(network, balancer, target)) {
        const { interface: iface, address } = end;
        const excluded = withoutFamily(balancer, node, group, target, end) ?? (iface && exclusion(balancer, node, target, iface));
        if (excluded !== undefined) exclusions.push(excluded);
        else choices.push({ target, group, interface: iface, address });
      }
    }
  }
  return { choices, exclusions };
}

/**
 * The picks on a path to a resource, each as the ids that represent it. A pick is a target of a network load balancer, a pod behind
 * a node port, or one after the other.
 */
export function picksOf(network: Network, resource: Entity | undefined): readonly (readonly EntityId[])[] {
  if (resource?.kind === 'node' || resource?.kind === 'instance') return podsAt(network, resource.id).map((pod) => [pod]);
  if (resource?.kind !== 'nlb') return [];
  const targets = resource.listeners.flatMap((listener) => groupsBehind(network, listener)).flatMap((group) => group.targets);
  return targets.flatMap((target) =>
    endsOf(network, resource, target).flatMap((end) => {
      const pick = pickOf({ target, ...end });
      const pods = end.interface === undefined ? [] : podsAt(network, end.interface.owner);
      return pods.length > 0 ? pods.map((pod) => [pick, pod]) : [[pick]];
    }),
  );
}

function podsAt({ kubernetesServices }: Network, node: EntityId): readonly EntityId[] {
  return kubernetesServices.filter(({ workers }) => workers.includes(node)).flatMap(({ pods }) => pods.map(({ pod }) => pod));
}

/** The id that represents a choice. */
export function pickOf({ target, interface: iface }: Pick<Choice, 'target' | 'interface'>): EntityId {
  return target.type === 'alb' && iface !== undefined ? iface.id : target.id;
}

function endsOf(
  network: Network,
  balancer: LoadBalancer,
  { resource, type, address }: Target,
): readonly Pick<Choice, 'interface' | 'address'>[] {
  if (address !== undefined) return [{ interface: lookupIn(network).privateOwner(balancer.vpc, address)?.interface, address }];
  const entity = network.byId.get(resource);
  if (type === 'lambda') return entity === undefined ? [] : [{ interface: undefined, address: undefined }];
  if (entity !== undefined && resourceIn(entity, 'load-balancer'))
    return entity.nodes.map((node) => ({ interface: node, address: undefined }));
  const iface = entity !== undefined && 'interfaces' in entity ? entity.interfaces[0] : undefined;
  return iface === undefined ? [] : [{ interface: iface, address: undefined }];
}

/** The node and the target need an address of the target group's family. Functions need none. */
function withoutFamily(
  balancer: LoadBalancer,
  node: Interface,
  group: TargetGroup,
  target: Target,
  { interface: iface, address }: Pick<Choice, 'interface' | 'address'>,
): Exclusion | undefined {
  if (target.type === 'lambda') return undefined;
  const { family } = group;
  const has = ({ addresses }: Interface): boolean => addresses.some((own) => own.private.family === family);
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
