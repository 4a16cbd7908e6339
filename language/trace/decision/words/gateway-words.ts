// Decisions of gateways, endpoints and appliances → words.
import { NAT_IDLE_SECONDS } from '#language/aws/limits.ts';
import { formatAddress, formatSocket } from '#language/network/address.ts';
import type { InternetGateway } from '#language/network/gateways.ts';
import type {
  EndpointDecision,
  GatewayDecision,
  GatewayEndpointDecision,
  InspectionDecision,
  InternetGatewayDecision,
  NatDecision,
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
        reason: `${decision.vpc.name} has no internet gateway, so nothing reaches ${formatAddress(decision.destination)} from outside.`,
      };
    case 'nat':
      return natWords(decision);
    case 'gateway-endpoint':
      return { by: `gateway endpoint ${decision.endpoint.name}`, reason: gatewayEndpointText(decision) };
    case 'endpoint':
      return { by: `endpoint ${decision.endpoint.name}`, reason: endpointText(decision) };
    case 'inspection':
      return { by: `${decision.appliance.kind} ${decision.appliance.name}`, reason: inspectionText(decision) };
    case 'unroutable':
      return {
        by: 'internet',
        reason: `${formatAddress(decision.destination)} is not a public address: no packet finds its way there across the internet.`,
      };
  }
}

/** A gateway as texts name it. */
function gatewayText({ kind, name }: InternetGateway): string {
  return `${kind === 'igw' ? 'internet gateway' : 'egress-only internet gateway'} ${name}`;
}

function internetGatewayText(decision: InternetGatewayDecision): string {
  switch (decision.result) {
    case 'untranslated':
      return 'IPv6 is not translated.';
    case 'reply':
      return 'It answers a connection that was opened from inside.';
    case 'ipv6-only':
      return 'An egress-only internet gateway carries IPv6 only.';
    case 'unsolicited':
      return 'Nobody inside opened this connection: an egress-only gateway lets answers in, nothing else.';
    case 'public-already':
      return `${formatAddress(decision.source)} is a public address already.`;
    case 'no-public-address':
      return `${formatAddress(decision.source)} has no public address, so the internet gateway drops it: give it one, or route through a NAT gateway.`;
    case 'private-destination':
      return `${formatAddress(decision.destination)} is a private address (${decision.range}): nothing on the internet answers to it.`;
    case 'private-source':
      return `${formatAddress(decision.source)} is a private address (${decision.range}) and cannot come from the internet.`;
    case 'internal-load-balancer':
      return `${decision.balancer.name} is internal: nothing from the internet gets to its nodes, not to their IPv6 addresses either.`;
  }
}

function natWords(decision: NatDecision): Text {
  const { nat } = decision;
  const by = `${nat.kind} ${nat.name}`;
  switch (decision.result) {
    case 'no-entry':
    case 'entry-expired': {
      const from = formatSocket(decision.source, decision.sourcePort);
      return {
        by: `${by}, connection table`,
        reason:
          decision.result === 'entry-expired'
            ? `The connection was idle for longer than ${NAT_IDLE_SECONDS} s, so its connection entry is gone and the packet from ${from} is dropped; the client's own next packet would be answered with a reset.`
            : `No connection entry in ${nat.name} matches ${from}: nobody inside opened this connection, so the packet is dropped without an answer.`,
      };
    }
    case 'unsupported-protocol':
      return { by, reason: 'NAT gateways carry TCP, UDP and ICMP only.' };
    case 'no-address':
      return { by, reason: `${nat.name} has no address of the packet's family to translate to.` };
    case 'no-address-in-az':
      return {
        by: `regional nat ${nat.name}`,
        reason: `${nat.name} has no address in ${decision.az}: in manual mode it serves only the zones that have one.`,
      };
  }
}

function gatewayEndpointText(decision: GatewayEndpointDecision): string {
  switch (decision.result) {
    case 'forwarded':
      return `The service gets the packet from the private address ${formatAddress(decision.source)}; no internet gateway sees it.`;
    case 'source-not-in-vpc':
      return `${formatAddress(decision.source)} is not an address of ${decision.endpoint.vpc.name}: nobody else can use its gateway endpoint.`;
    case 'reply':
      return 'The answer comes back the same private way.';
    case 'unsupported-protocol':
      return 'A gateway endpoint carries TCP and ICMP echo only.';
  }
}

function endpointText({ endpoint: { name }, result }: EndpointDecision): string {
  switch (result) {
    case 'opens-none':
      return `${name} answers its clients and never opens a connection.`;
    case 'no-route-target':
      return 'No route can lead to an endpoint of this type: its clients use the addresses of its interfaces.';
    case 'port':
      return `The service behind ${name} does not answer there: AWS serves its interfaces on tcp 443.`;
    case 'load-balancer-port':
      return `The service behind ${name} does not answer there: its load balancer listens elsewhere.`;
    case 'takes-none':
      return `${name} opens connections and takes none.`;
  }
}

function inspectionText({ appliance, result }: InspectionDecision): string {
  if (result === 'no-state')
    return 'It has not seen the packet that is answered here: the way there passes it by, and an appliance must see both directions.';
  return appliance.kind === 'endpoint'
    ? 'The appliances behind it look at the packet and are supposed to let it pass unchanged.'
    : `${appliance.name} passes packets of others on (its source/destination check is off) and is supposed to let them all through.`;
}
