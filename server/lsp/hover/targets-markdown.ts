// The targets of load balancers in hovers: resources, addresses, and those that the text does not know.
import { formatAddress, formatSocket } from '#language/network/address.ts';
import { shortName } from '#language/network/id.ts';
import type { LoadBalancer, Target, TargetGroup } from '#language/network/load-balancer.ts';
import { groupsOf } from '#language/network/target-groups.ts';
import type { Compiled } from '#language/workspace.ts';
import { escaped, linked, list, reasonMarkdown } from './markdown.ts';

/** The targets of a Gateway Load Balancer, which belong to its only group. */
export function appliances(compiled: Compiled, balancer: LoadBalancer): string {
  const groups = groupsOf(compiled.network, balancer);
  const targets = groups.flatMap((group) => group.targets);
  if (targets.length === 0) return 'It has no appliances, so it drops all packets.';
  const health = groups.flatMap(({ healthCheck }) => (healthCheck ? [`${healthCheck.protocol} ${healthCheck.port}`] : []));
  return `It sends packets to UDP port 6081 of its appliances, which send them back. Health checks use ${health.join(', ')}.\n\n${list(targets.map((target) => targetLink(compiled, target)))}`;
}

/** The targets of a group with their addresses, and its health checks. */
export function targetsList(compiled: Compiled, group: TargetGroup): string {
  const { protocol, port, targets, family, preserveClientIp, healthCheck } = group;
  const items = targets.map((target) => {
    const all = compiled.network.interfaces
      .filter(({ owner }) => owner === target.resource)
      .flatMap(({ addresses }) => addresses);
    const address = all.find((one) => one.private.family === family);
    const socket = address === undefined || target.type === 'lambda' ? '' : ` \`${formatSocket(address.private, target.port)}\``;
    return `${targetLink(compiled, target)}${socket}`;
  });
  const origin = preserveClientIp ? 'the address of the client' : 'the address of the load balancer';
  const health = healthCheck === undefined ? '' : `Health checks use ${healthCheck.protocol} ${healthCheck.port}.\n\n`;
  return `${protocol} ${port}; behind an NLB targets see ${origin}.\n\n${health}${items.length === 0 ? 'It has no targets.' : list(items)}`;
}

/** `web:8080, 10.1.3.10:8080, unknown`: what a listener forwards to. */
export function targetsText({ targets }: TargetGroup): string {
  if (targets.length === 0) return 'no targets';
  return targets.map((target) => escaped(target.type === 'unknown' ? 'unknown' : `${nameOf(target)}:${target.port}`)).join(', ');
}

function nameOf({ resource, address }: Target): string {
  return address === undefined ? shortName(resource) : formatAddress(address);
}

function targetLink({ sources }: Compiled, target: Target): string {
  const place = sources.locate(target.resource);
  return target.type === 'unknown'
    ? `${linked('unknown', place)}${reasonMarkdown(target.unknown ?? {})}`
    : linked(nameOf(target), place);
}
