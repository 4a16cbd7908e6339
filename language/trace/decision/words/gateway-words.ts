// Decisions of gateways, VPC endpoints and appliances → words.
import { NAT_IDLE_SECONDS } from '#language/aws/limits.ts';
import { formatAddress, formatPrefix, formatSocket } from '#language/network/address.ts';
import type { InternetGateway } from '#language/network/gateways.ts';
import { shortName } from '#language/network/id.ts';
import type {
  ClientVpnDecision,
  EncapsulationDecision,
  EndpointDecision,
  GatewayDecision,
  GatewayEndpointDecision,
  InspectionDecision,
  InternetGatewayDecision,
  NatDecision,
  ResolverEndpointDecision,
  UnroutableDecision,
} from '#language/trace/decision/gateway-decision.ts';
import type { Text } from './text.ts';
import { translationWords } from './translation-words.ts';

/** The words for the decision of a gateway, an endpoint or an appliance. */
export function gatewayWords(decision: GatewayDecision): Text {
  switch (decision.kind) {
    case 'translation':
      return translationWords(decision);
    case 'internet-gateway':
      return { by: gatewayText(decision.gateway), reason: internetGatewayText(decision) };
    case 'no-internet-gateway':
      return {
        by: `vpc ${decision.vpc.name}`,
        reason: `${decision.vpc.name} has no internet gateway, so nothing reaches ${formatAddress(decision.destination)} from the internet.`,
      };
    case 'nat':
      return natWords(decision);
    case 'gateway-endpoint':
      return { by: `gateway endpoint ${decision.endpoint.name}`, reason: gatewayEndpointText(decision) };
    case 'endpoint':
      return { by: `endpoint ${decision.endpoint.name}`, reason: endpointText(decision) };
    case 'client-vpn':
      return clientVpnWords(decision);
    case 'resolver-endpoint':
      return { by: `resolver-endpoint ${decision.endpoint.name}`, reason: resolverEndpointText(decision) };
    case 'inspection':
      return { by: `${applianceKind(decision.appliance)} ${decision.appliance.name}`, reason: inspectionText(decision) };
    case 'encapsulation':
      return { by: `gwlb ${decision.balancer.name}`, reason: encapsulationText(decision) };
    case 'unroutable':
      return { by: 'internet', reason: unroutableText(decision) };
  }
}

const RANGES = { RFC1918: 'RFC 1918', RFC6598: 'RFC 6598' } as const;

/** A gateway as texts name it. */
function gatewayText({ kind, name }: InternetGateway): string {
  return `${kind === 'igw' ? 'internet gateway' : 'egress-only internet gateway'} ${name}`;
}

function internetGatewayText(decision: InternetGatewayDecision): string {
  switch (decision.result) {
    case 'untranslated':
      return 'IPv6 addresses are not translated.';
    case 'reply':
      return 'The packet is a reply to a connection that was opened from the VPC.';
    case 'ipv6-only':
      return 'An egress-only internet gateway supports IPv6 only.';
    case 'unsolicited':
      return 'The connection was not opened from the VPC: an egress-only internet gateway lets only replies in.';
    case 'public-already':
      return `${formatAddress(decision.source)} is already a public address.`;
    case 'no-public-address':
      return `${formatAddress(decision.source)} has no public address, so the internet gateway drops the packet: assign one, or route through a NAT gateway.`;
    case 'private-destination':
      return privateDestinationText(decision);
    case 'private-source':
      return `${formatAddress(decision.source)} is a private address (${RANGES[decision.range]}) and cannot be a source on the internet.`;
    case 'internal-load-balancer':
      return `${decision.balancer.name} is internal: its nodes accept nothing from the internet, not even over IPv6.`;
  }
}

function privateDestinationText({
  destination,
  range,
  route,
  at,
}: Extract<InternetGatewayDecision, { result: 'private-destination' }>): string {
  const text = formatAddress(destination);
  const fact = `${text} is a private address (${RANGES[range]}): it is not routed on the internet.`;
  if (route === undefined || at === undefined) return fact;
  return `${fact} ${shortName(at)} has no other route to it than ${formatPrefix(route.destination)}, which leads here.`;
}

function natWords(decision: NatDecision): Text {
  const { nat } = decision;
  const by = `${nat.kind} ${nat.name}`;
  switch (decision.result) {
    case 'no-entry':
    case 'entry-expired': {
      const from = formatSocket(decision.source, decision.sourcePort?.number);
      return {
        by: `${by}, connection table`,
        reason:
          decision.result === 'entry-expired'
            ? `The connection was idle for more than ${NAT_IDLE_SECONDS} s, so its entry has expired and the packet from ${from} is dropped. A TCP client gets a reset for its next packet.`
            : `No connection entry matches ${from}: no internal host opened the connection, so the packet is dropped silently.`,
      };
    }
    case 'unsupported-protocol':
      return { by, reason: 'NAT gateways support TCP, UDP and ICMP only.' };
    case 'no-address':
      return { by, reason: `${nat.name} has no address of the packet's address family to translate to.` };
    case 'no-address-in-az':
      return {
        by: `regional nat ${nat.name}`,
        reason: `${nat.name} has no address in ${decision.az}: in manual mode it serves only the AZs in which it has one.`,
      };
  }
}

function gatewayEndpointText(decision: GatewayEndpointDecision): string {
  switch (decision.result) {
    case 'forwarded':
      return `The service receives the packet from the private address ${formatAddress(decision.source)}; it crosses no internet gateway.`;
    case 'source-not-in-vpc':
      return `${formatAddress(decision.source)} is not an address of ${decision.endpoint.vpc.name}: only resources of the VPC can use its gateway endpoint.`;
    case 'reply':
      return 'The reply returns through the gateway endpoint.';
    case 'unsupported-protocol':
      return 'Gateway endpoints support TCP and ICMP echo only.';
  }
}

function endpointText(decision: EndpointDecision): string {
  const { name } = decision.endpoint;
  switch (decision.result) {
    case 'zone-not-offered':
      return `${decision.balancer.name} has no node in ${decision.az}, so ${name} cannot have an interface there: AWS refuses it.`;
    case 'opens-none':
      return `${name} accepts connections and never opens one.`;
    case 'no-route-target':
      return 'A VPC endpoint of this type cannot be a route target: clients use the addresses of its interfaces.';
    case 'port':
      return `The service behind ${name} does not listen on this port: AWS services listen on tcp 443.`;
    case 'load-balancer-port':
      return `The load balancer behind ${name} does not listen on this port.`;
    case 'takes-none':
      return `${name} opens connections and accepts none.`;
  }
}

function clientVpnWords(decision: ClientVpnDecision): Text {
  const { name, clients } = decision.vpn;
  const by = `client-vpn ${name}`;
  switch (decision.result) {
    case 'authorized':
      return { by: `${by} authorize ${formatPrefix(decision.rule.destination)}`, reason: 'The rule authorizes all clients.' };
    case 'groups': {
      const block = formatPrefix(decision.rule.destination);
      const groups = decision.groups.map((group) => `"${group}"`).join(' or ');
      return {
        by: `${by} authorize ${block}`,
        reason: `Only clients in the group ${groups} are authorized for ${block}, and the text does not know the groups of a client.`,
      };
    }
    case 'not-authorized':
      return { by, reason: `No authorization rule of ${name} contains ${formatAddress(decision.destination)}.` };
    case 'no-route':
      return {
        by,
        reason: `${name} has no route to ${formatAddress(decision.destination)} through ${shortName(decision.subnet)}, the subnet in which the client is connected.`,
      };
    case 'translated': {
      const own = clients === undefined ? 'their own' : `those in ${formatPrefix(clients)}`;
      return {
        by,
        reason: `${name} sends packets of its clients from ${formatAddress(decision.source)} in place of ${own}; the port is kept.`,
      };
    }
    case 'takes-none':
      return { by, reason: `Clients of ${name} open connections and accept none.` };
  }
}

function resolverEndpointText({ endpoint: { name, direction }, result }: ResolverEndpointDecision): string {
  switch (result) {
    case 'opens-none':
      return `${name} is an inbound endpoint: it accepts DNS queries and opens no connections.`;
    case 'takes-none':
      return `${name} is an outbound endpoint: it sends DNS queries and accepts no connections.`;
    case 'port':
      return `${name} ${direction === 'inbound' ? 'accepts' : 'sends'} DNS queries only, on port 53.`;
  }
}

function unroutableText({ result, side, address, sender }: UnroutableDecision): string {
  const text = formatAddress(address);
  if (result === 'private') {
    const fact = `${text} is not a public address: it is not routed on the internet.`;
    if (sender === undefined) return fact;
    return `${fact} If ${sender.name} is connected to AWS, say how: "remote ${sender.name}" of a vpn or direct-connect, or "network ${sender.name} … behind INSTANCE".`;
  }
  return `${text} belongs to this account, and no resource has it: ${side === 'source' ? 'nobody sends from it' : 'nobody replies'}.`;
}

function applianceKind(appliance: InspectionDecision['appliance']): string {
  return appliance.kind === 'endpoint' && appliance.type === 'firewall' ? appliance.type : appliance.kind;
}

function encapsulationText(decision: EncapsulationDecision): string {
  const { name } = decision.balancer;
  if (decision.result === 'no-appliance') return `${name} has no appliance: add a line "targets …".`;
  if (decision.result === 'unknown') return decision.why;
  if (decision.result === 'received') return `The endpoint takes the packet to ${name}.`;
  const [node, appliance] = [formatAddress(decision.node), formatAddress(decision.appliance)];
  return decision.result === 'sent'
    ? `${name} sends the packet in GENEVE from ${node} to port 6081 of the appliance ${appliance}.`
    : `The appliance is assumed to send the packet back unchanged, in GENEVE to port 6081 of ${node}.`;
}

function inspectionText({ appliance, result }: InspectionDecision): string {
  if (result === 'no-state')
    return 'The appliance has not seen the request: the forward path bypasses it, and an appliance must see both directions.';
  return appliance.kind === 'endpoint'
    ? 'The appliances behind the endpoint inspect the packet. They are assumed to forward it unchanged.'
    : `${appliance.name} forwards packets of other hosts, since its source/destination check is off. It is assumed to allow all of them.`;
}
