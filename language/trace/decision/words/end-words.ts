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
      return { by: placeText(sender), reason: reply ? 'The answer.' : `${shortName(sender.id)} sends the first packet.` };
    }
    case 'deliver':
      return deliverWords(decision);
    case 'terminate':
      return terminateWords(decision);
    case 'resolver':
      return resolverWords(decision);
    case 'same-host': {
      const { kind, name } = decision.host;
      return { by: `${kind} ${name}`, reason: `Both run on ${name}: the packet never leaves the machine.` };
    }
    case 'other-owner': {
      const owner = shortName(decision.owner);
      return {
        by: 'address',
        reason: `${formatAddress(decision.destination)} leads to ${owner} here: the packet gets there, and not to ${shortName(decision.wanted)}.`,
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
  if (reply) return { by: placeText(receiver), reason: `${shortName(receiver.id)} has its answer.` };
  return 'prefixes' in receiver
    ? { by: receiver.kind, reason: `${receiver.label ?? receiver.name} has the packet.` }
    : { by: placeText(receiver), reason: `${shortName(receiver.id)} has the packet.` };
}

function terminateWords({ by }: TerminateDecision): Text {
  return {
    by: `${by.kind} ${by.name}`,
    reason:
      by.kind === 'endpoint'
        ? `The connection ends here; the service behind ${by.name} takes it from there.`
        : `The connection ends here; ${by.name} is outside of every VPC and calls what is behind it.`,
  };
}

function resolverWords({ vpc, result }: ResolverDecision): Text {
  return result === 'delivered'
    ? {
        by: 'VPC resolver',
        reason: `The VPC's own resolver has the packet: no security group, network ACL, route table or NAT gateway ever sees it.`,
      }
    : {
        by: `vpc ${vpc.name}`,
        reason: `DNS support is off in ${vpc.name}, so its resolver does not answer: remove "dns-support off".`,
      };
}

function asymmetricPathText(decision: AsymmetricPathDecision): string {
  return decision.result === 'appliance-bypassed'
    ? `The answer comes back without passing ${shortName(decision.appliance)}, which has seen the request: an appliance must see both directions.`
    : `The answer comes back as one from ${formatAddress(decision.source)}, but ${shortName(decision.client)} asked ${formatAddress(decision.asked)}: it takes another way back and no connection is waiting for it.`;
}
