// Load balancer nodes. An ALB, a CLB and a TLS listener are relays that open the next connection; an NLB without client IP preservation is
// translation in the kernel. An NLB that preserves client addresses gets replies by paths inside AWS (fact 8.31), which Linux has
// no equal of: it is left out, and so are listeners with several targets, because AWS does not document which one comes next.
// Facts 8.1, 8.4 (AZs), 8.13, 8.14 (ALB), 8.22 to 8.27 (NLB), 8C.1 to 8C.6 (CLB). A relay asks all its targets and needs one answer, so a
// target that fails its health check is as if it were out of rotation.
import { type Address, formatAddress } from '#language/network/address.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Listener as Front, LoadBalancer, Target, TargetGroup } from '#language/network/load-balancer.ts';
import type { Network } from '#language/network/network.ts';
import type { Listener } from './machine.ts';
import type { Names } from './names.ts';
import { setOf } from './nft.ts';
import type { Plan } from './plan.ts';

interface Choice {
  readonly target: Target;
  readonly group: TargetGroup;
  readonly address: Address | undefined;
}

/** Whether the listener is a relay: it ends the client's connection. */
export function isRelay({ kind }: LoadBalancer, { protocol }: Front): boolean {
  return kind === 'alb' || kind === 'clb' || protocol === 'tls';
}

/** Whether the kernel can play what the listener does at this node. */
export function isPlayed(network: Network, balancer: LoadBalancer, node: Interface, front: Front): boolean {
  const choices = choicesAt(network, balancer, node, front);
  if (choices.some(({ target, address }) => target.type === 'alb' || (target.type !== 'lambda' && address === undefined)))
    return false;
  return isRelay(balancer, front) || (choices.length === 1 && choices.every(({ group }) => !group.preserveClientIp));
}

/** The relays of all nodes. */
export function relaysOf(network: Network, names: Names): readonly Listener[] {
  return network.loadBalancers.flatMap((balancer) =>
    balancer.nodes.flatMap((node) =>
      balancer.listeners
        .filter((front) => isRelay(balancer, front) && isPlayed(network, balancer, node, front))
        .flatMap((front) => relaysAt(network, names, balancer, node, front)),
    ),
  );
}

function relaysAt(network: Network, names: Names, balancer: LoadBalancer, node: Interface, front: Front): readonly Listener[] {
  const replies = front.rules.some(({ action }) => action.kind !== 'forward');
  const relayTo = choicesAt(network, balancer, node, front).map(({ target, address }) =>
    address === undefined ? ('at-once' as const) : { address: formatAddress(address), port: target.port },
  );
  return node.addresses
    .filter(({ private: { family } }) => family === 4)
    .map(({ private: address }) => ({
      namespace: names.guest(node),
      protocol: 'tcp',
      address: formatAddress(address),
      port: front.port,
      relayTo: replies && relayTo.length === 0 ? ['at-once'] : relayTo,
    }));
}

/** Translation where that is what the node does, and no reply on every port without a listener. */
export function addBalancer(plan: Plan, names: Names, network: Network, balancer: LoadBalancer, node: Interface): void {
  const own = node.addresses.find(({ private: { family } }) => family === 4)?.private;
  if (own === undefined) return;
  const passing = balancer.listeners.filter((front) => !isRelay(balancer, front) && isPlayed(network, balancer, node, front));
  const relayed = balancer.listeners.filter((front) => isRelay(balancer, front)).map(({ port }) => String(port));
  plan.nft(
    names.guest(node),
    'table ip balancer {',
    '  chain in { type nat hook prerouting priority -100',
    ...passing.flatMap((front) =>
      choicesAt(network, balancer, node, front).flatMap(({ target, address }) =>
        address === undefined
          ? []
          : [`    ip daddr ${formatAddress(own)} tcp dport ${front.port} dnat to ${formatAddress(address)}:${target.port}`],
      ),
    ),
    '  }',
    '  chain out { type nat hook postrouting priority 100',
    `    ip saddr != ${formatAddress(own)} masquerade`,
    '  }',
    '  chain unsolicited { type filter hook input priority 0; policy drop',
    '    ct state established accept',
    ...(relayed.length === 0 ? [] : [`    tcp dport ${setOf(relayed)} accept`]),
    '  }',
    '}',
  );
}

/** The targets that this node may use: of its own AZ only where cross-zone is off, and of enabled AZs only. */
function choicesAt(
  network: Network,
  { crossZone, nodes }: LoadBalancer,
  { subnet }: Interface,
  { rules }: Front,
): readonly Choice[] {
  const ids = new Set(
    rules.flatMap(({ action }) => (action.kind === 'forward' ? action.groups.map(({ targetGroup }) => targetGroup) : [])),
  );
  const groups = network.targetGroups.filter(({ id }) => ids.has(id));
  const azs = nodes.map((node) => node.subnet.az);
  return groups.flatMap((group) =>
    group.targets.flatMap((target) => {
      const resource = network.byId.get(target.resource);
      const all = resource !== undefined && 'interfaces' in resource && target.type !== 'lambda' ? resource.interfaces : [];
      // A fleet is as many targets as it has members, everything else has one.
      const ifaces = resource?.kind === 'fleet' ? all : [all[0]];
      return ifaces.flatMap((iface) => {
        const az = iface?.subnet.az;
        const known = az !== undefined && !azs.includes(undefined);
        if (known && (!azs.includes(az) || (!crossZone && subnet.az !== az))) return [];
        return [{ target, group, address: iface?.addresses.find(({ private: { family } }) => family === 4)?.private }];
      });
    }),
  );
}
