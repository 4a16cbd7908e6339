// Decisions about where a packet goes next → words.
import { formatAddress, formatPrefix } from '#language/network/address.ts';
import { externalStatement } from '#language/network/completeness.ts';
import { shortName } from '#language/network/id.ts';
import { labelBehind } from '#language/network/named.ts';
import { formatRoute, type Route } from '#language/network/route-table.ts';
import { unknownSentence } from '#language/network/unknown.ts';
import type {
  ExternalVpcDecision,
  NetworkBehindDecision,
  PeeringDecision,
  RouteDecision,
  RoutingLoopDecision,
  SiteLinkDecision,
  TransitGatewayDecision,
} from '#language/trace/decision/route-decision.ts';
import type { Text } from './text.ts';

/** The words for a decision about the next hop. */
export function routeWords(decision: RouteDecision): Text {
  switch (decision.kind) {
    case 'route':
      return {
        by: `${routeText(decision.route)}${labelBehind(decision.route)}`,
        reason: `${formatPrefix(decision.route.destination)} is the longest prefix that matches ${formatAddress(decision.destination)}${unless(decision)}.`,
      };
    case 'no-route': {
      const table = `route table of ${shortName(decision.at)}`;
      return { by: table, reason: `The ${table} has no route to ${formatAddress(decision.destination)}.` };
    }
    case 'broken-route':
      return { by: `${routeText(decision.route)}${labelBehind(decision.route)}`, reason: BROKEN[decision.result] };
    case 'local-route':
      return {
        by: 'local route',
        reason: `No resource in ${decision.vpc.name} has the address ${formatAddress(decision.destination)}.`,
      };
    case 'routing-loop':
      return { by: 'routes', reason: routingLoopText(decision) };
    case 'peering':
      return { by: `peering ${decision.peering.name}`, reason: peeringText(decision) };
    case 'transit-route': {
      const { table, route, attachment, destination } = decision;
      const prefix = formatPrefix(route.destination);
      return {
        by: `${table.name}: route ${prefix} -> ${shortName(attachment.resource)}${labelBehind(route)}`,
        reason: `${prefix} is the longest prefix in the route table ${table.name} that matches ${formatAddress(destination)}${unless(decision)}.`,
      };
    }
    case 'transit-gateway':
      return { by: `transit-gateway ${decision.gateway.name}`, reason: transitGatewayText(decision) };
    case 'site-link':
      return { by: `${decision.link.kind} ${decision.link.name}`, reason: siteLinkText(decision) };
    case 'external-vpc':
      return { by: `external vpc ${decision.vpc.name}`, reason: externalText(decision) };
    case 'virtual-private-gateway':
      return {
        by: 'virtual private gateway',
        reason: `${formatAddress(decision.source)} is not a private address of ${decision.vpc.name}: its virtual private gateway forwards nothing else.`,
      };
    case 'network-behind':
      return { by: `network ${decision.network.name}`, reason: networkBehindText(decision) };
  }
}

function routingLoopText({ routes, at, next }: RoutingLoopDecision): string {
  const texts = routes.map(({ destination }, index) => {
    const [place, target] = [at[index], next[index]];
    return `${formatPrefix(destination)} -> ${target === undefined ? '' : shortName(target)} of ${place === undefined ? '' : shortName(place)}`;
  });
  const [only = ''] = texts;
  if (texts.length <= 1) return `The packet is in a routing loop: route ${only} leads it back to where it was.`;
  return `The packet is in a routing loop: these routes lead it back to where it was: ${texts.join(', ')}.`;
}

function networkBehindText({ network, instance, result }: NetworkBehindDecision): string {
  const name = shortName(instance);
  switch (result) {
    case 'to-network':
      return `${name} forwards the packet to ${network.name}, which is behind it.`;
    case 'from-network':
      return `${name} forwards the packet from ${network.name}, which is behind it.`;
    case 'no-instance':
      return `${network.name} is behind ${name}, which does not exist or forwards no packets.`;
  }
}

const BROKEN = {
  blackhole: 'This route is a blackhole: packets that match it are dropped; no shorter prefix is used instead.',
  'no-target':
    'The target of this route does not exist or is in another VPC. Packets that match it are dropped; no shorter prefix is used instead.',
  'own-subnet':
    'The target of this route is in the subnet that uses it, so its own packets come back to it: put it into another subnet.',
} as const;

/** A route with the full id of its target. */
function routeText(route: Route): string {
  return formatRoute(route, (id) => id);
}

/** Whether another route decides is unknown. */
function unless({ uncertain }: RouteDecision): string {
  return uncertain === undefined ? '' : ', as far as it is known';
}

function externalText(decision: ExternalVpcDecision): string {
  if (decision.result === 'sends') return unknownSentence(externalStatement(decision.vpc));
  return `Nothing connects ${decision.vpc.name} with ${formatAddress(decision.destination)}.`;
}

function peeringText({ result, vpc, destination }: PeeringDecision): string {
  switch (result) {
    case 'crossed':
      return `The peering connection carries the packet into ${vpc.name}.`;
    case 'outside-vpc':
      return `${formatAddress(destination)} is not in a CIDR block of ${vpc.name}: peering connections are not transitive.`;
    case 'no-owner':
      return `No resource in ${vpc.name} has the address ${formatAddress(destination)}.`;
  }
}

function transitGatewayText(decision: TransitGatewayDecision): string {
  const { gateway } = decision;
  switch (decision.result) {
    case 'no-attachment-in-az': {
      const { az, vpc } = decision;
      return az === undefined
        ? `${gateway.name} has no attachment in a subnet of ${vpc.name}, so it gets no packets from there: add a subnet to the attachment.`
        : `${gateway.name} has no attachment in ${az} of ${vpc.name}, so it gets no packets from there: add a subnet in ${az} to the attachment.`;
    }
    case 'no-association':
      return `The attachment of ${shortName(decision.attachment.resource)} is associated with no route table of ${gateway.name}, so its packets are dropped.`;
    case 'no-route':
      return `The route table ${decision.table.name} of ${gateway.name} has no route to ${formatAddress(decision.destination)}.`;
    case 'blackhole':
      return `The route ${formatPrefix(decision.route.destination)}${labelBehind(decision.route)} in the route table ${decision.table.name} is a blackhole.`;
    case 'attachment-leads-nowhere':
      return `The attachment of ${shortName(decision.attachment.resource)} has no subnet, or nothing is at its other end.`;
  }
}

function siteLinkText(decision: SiteLinkDecision): string {
  switch (decision.result) {
    case 'to-site':
      return `The connection carries the packet to ${decision.outside.name}, untranslated.`;
    case 'to-transit-gateway':
      return `The connection ends at ${decision.gateway.name}.`;
    case 'to-vpc':
      return `The connection ends at the virtual private gateway of ${decision.vpc?.name ?? 'the VPC'}.`;
    case 'no-owner':
      return `The other end of ${decision.link.name} announces no block that contains ${formatAddress(decision.destination)}.`;
    case 'not-in-vpc':
      return `${formatAddress(decision.destination)} is not a private address of ${decision.vpc?.name ?? 'a VPC at this end'}: the virtual private gateway forwards nothing else.`;
  }
}
