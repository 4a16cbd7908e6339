// Decisions at the ends of a connection → words.
import { formatAddress } from '#language/network/address.ts';
import { shortName } from '#language/network/id.ts';
import type {
  AsymmetricPathDecision,
  DeliverDecision,
  EndDecision,
  ResolverDecision,
  TerminateDecision,
} from '#language/trace/decision/end-decision.ts';
import type { Place } from '#language/trace/place.ts';
import type { Text } from './text.ts';

/** The words for a decision at an end of a connection. */
export function endWords(decision: EndDecision): Text {
  switch (decision.kind) {
    case 'send': {
      const { sender, reply } = decision;
      return { by: placeText(sender), reason: `${shortName(sender.id)} sends ${reply ? 'the reply' : 'the first packet'}.` };
    }
    case 'deliver':
      return deliverWords(decision);
    case 'terminate':
      return terminateWords(decision);
    case 'resolver':
      return resolverWords(decision);
    case 'same-host': {
      const { kind, name } = decision.host;
      return { by: `${kind} ${name}`, reason: `Both ends run on ${name}, so the packet never leaves the host.` };
    }
    case 'other-owner': {
      const owner = shortName(decision.owner);
      return {
        by: 'address',
        reason: `${formatAddress(decision.destination)} belongs to ${owner} here, so the packet is delivered there and not to ${shortName(decision.wanted)}.`,
      };
    }
    case 'asymmetric-path':
      return { by: 'asymmetric path', reason: asymmetricPathText(decision) };
  }
}

function placeText({ kind, id }: Place): string {
  return `${kind} ${shortName(id)}`;
}

function deliverWords({ receiver, reply }: DeliverDecision): Text {
  if (reply) return { by: placeText(receiver), reason: `${shortName(receiver.id)} receives the reply.` };
  return 'prefixes' in receiver
    ? { by: receiver.kind, reason: `${receiver.label ?? receiver.name} receives the packet.` }
    : { by: placeText(receiver), reason: `${shortName(receiver.id)} receives the packet.` };
}

function terminateWords({ by }: TerminateDecision): Text {
  return {
    by: `${by.kind} ${by.name}`,
    reason:
      by.kind === 'endpoint'
        ? `The connection ends here; the service behind ${by.name} handles it.`
        : `The connection ends here; ${by.name} is outside every VPC and calls its integration.`,
  };
}

function resolverWords({ vpc, result }: ResolverDecision): Text {
  return result === 'delivered'
    ? {
        by: 'VPC resolver',
        reason: `The VPC's DNS resolver receives the packet: no security group, network ACL, route table or NAT gateway applies.`,
      }
    : {
        by: `vpc ${vpc.name}`,
        reason: `DNS support is off in ${vpc.name}, so its resolver does not reply: remove "dns-support off".`,
      };
}

function asymmetricPathText(decision: AsymmetricPathDecision): string {
  return decision.result === 'appliance-bypassed'
    ? `The reply bypasses ${shortName(decision.appliance)}, which has seen the request: an appliance must see both directions.`
    : `The reply comes from ${formatAddress(decision.source)}, but ${shortName(decision.client)} sent its request to ${formatAddress(decision.asked)}: it takes another path back and matches no connection.`;
}
