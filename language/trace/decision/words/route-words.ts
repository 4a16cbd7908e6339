// Decisions about where a packet goes next → words.
import { formatAddress, formatPrefix } from '#language/network/address.ts';
import { shortName } from '#language/network/id.ts';
import type { Route } from '#language/network/route-table.ts';
import type {
  PeeringDecision,
  RouteDecision,
  SiteLinkDecision,
  TransitGatewayDecision,
} from '#language/trace/decision/route-decision.ts';
import type { Text } from './text.ts';

/** The words for a decision about the next hop. */
export function routeWords(decision: RouteDecision): Text {
  switch (decision.kind) {
    case 'route':
      return {
        by: routeText(decision.route),
        reason: `${formatPrefix(decision.route.destination)} is the longest prefix that holds ${formatAddress(decision.destination)}.`,
      };
    case 'no-route': {
      const table = `route table of ${shortName(decision.at)}`;
      return { by: table, reason: `The ${table} has no route to ${formatAddress(decision.destination)}.` };
    }
    case 'broken-route':
      return { by: routeText(decision.route), reason: BROKEN[decision.result] };
    case 'local-route':
      return {
        by: 'local route',
        reason: `Nothing in ${decision.vpc.name} has the address ${formatAddress(decision.destination)}.`,
      };
    case 'routing-loop':
      return { by: 'routes', reason: 'The packet goes round in circles: two routes point at each other.' };
    case 'peering':
      return { by: `peering ${decision.peering.name}`, reason: peeringText(decision) };
    case 'transit-route': {
      const { table, route, attachment, destination } = decision;
      const prefix = formatPrefix(route.destination);
      return {
        by: `${table.name}: route ${prefix} -> ${shortName(attachment.resource)}`,
        reason: `${prefix} is the longest prefix of the table ${table.name} that holds ${formatAddress(destination)}.`,
      };
    }
    case 'transit-gateway':
      return { by: `transit-gateway ${decision.gateway.name}`, reason: transitGatewayText(decision) };
    case 'site-link':
      return { by: `${decision.link.kind} ${decision.link.name}`, reason: siteLinkText(decision) };
    case 'virtual-private-gateway':
      return {
        by: 'virtual private gateway',
        reason: `${formatAddress(decision.source)} is not a private address of ${decision.vpc.name}: nothing else goes out by its virtual private gateway.`,
      };
  }
}

const BROKEN = {
  'no-target':
    'The target of this route is not there or belongs to another VPC: what it matches is dropped, no shorter route takes over.',
  'own-subnet':
    'The gateway stands in the subnet that it should serve, so its own packets come back to it: give it a subnet of its own.',
} as const;

/** A route as the language writes it. */
export function routeText({ destination, target }: Route): string {
  const to = target.kind === 'local' ? 'local' : target.kind === 'missing' ? target.text : target.id;
  return `route ${formatPrefix(destination)} -> ${to}`;
}

function peeringText({ result, vpc, destination }: PeeringDecision): string {
  switch (result) {
    case 'crossed':
      return `The connection carries the packet into ${vpc.name}.`;
    case 'outside-vpc':
      return `${formatAddress(destination)} is not an address of ${vpc.name}: a peering connection leads into the other VPC, not through it.`;
    case 'no-owner':
      return `Nothing in ${vpc.name} has the address ${formatAddress(destination)}.`;
  }
}

function transitGatewayText(decision: TransitGatewayDecision): string {
  const { gateway } = decision;
  switch (decision.result) {
    case 'no-attachment-in-az': {
      const where = decision.az ?? 'any subnet';
      return `${gateway.name} has no attachment in ${where} of ${decision.vpc.name}, so nothing gets to it from there: add a subnet of ${where} to the attachment.`;
    }
    case 'no-association':
      return `The attachment of ${shortName(decision.attachment.resource)} is associated with no route table of ${gateway.name}, so nothing that comes from there is passed on.`;
    case 'no-route':
      return `The table ${decision.table.name} of ${gateway.name} has no route to ${formatAddress(decision.destination)}.`;
    case 'blackhole':
      return `The route ${formatPrefix(decision.route.destination)} of the table ${decision.table.name} is a blackhole.`;
    case 'attachment-leads-nowhere':
      return `The attachment of ${shortName(decision.attachment.resource)} leads nowhere: it names no subnet, or nothing is at its other end.`;
  }
}

function siteLinkText(decision: SiteLinkDecision): string {
  switch (decision.result) {
    case 'to-site':
      return `The line carries the packet to ${decision.outside.name} under the address that it has.`;
    case 'to-transit-gateway':
      return `The line ends at ${decision.gateway.name}.`;
    case 'to-vpc':
      return `The line ends at the virtual private gateway of ${decision.vpc?.name ?? 'the VPC'}.`;
    case 'no-owner':
      return `Nothing at the other end has the address ${formatAddress(decision.destination)}.`;
    case 'not-in-vpc':
      return `${formatAddress(decision.destination)} is not a private address of ${decision.vpc?.name ?? 'any VPC at this line'}: a line ends at the VPC and leads no further.`;
  }
}
