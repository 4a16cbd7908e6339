// Translations of addresses and ports → words.
import { formatAddress, formatSocket, sameAddress } from '#language/network/address.ts';
import type { Packet } from '#language/network/traffic.ts';
import type { TranslationDecision } from '#language/trace/decision/gateway-decision.ts';
import type { Text } from './text.ts';

/** The words for a translation. */
export function translationWords(decision: TranslationDecision): Text {
  switch (decision.method) {
    case 'public-address':
      return publicAddressWords(decision);
    case 'nat':
      return decision.reply ? natReplyWords(decision) : natWords(decision);
    case 'vpc-cni':
      return {
        by: `node ${decision.translator.name}, VPC CNI`,
        reason: decision.reply
          ? `The node hands the answer to the pod at ${destinationOf(decision.after)}.`
          : `The destination is outside the VPC, so the node sends the pod's packet under its own address ${sourceOf(decision.after)}.`,
      };
    case 'node-port':
      if (decision.reply) {
        return {
          by: `node ${decision.translator.name}, connection table`,
          reason: 'The answer goes on to the client under the address and port of the node.',
        };
      }
      return {
        by: `kubernetes-service ${decision.service.name}`,
        reason: `The node passes the packet to the pod ${destinationOf(decision.after)}${decision.clientAddressKept ? ', the client’s address is kept' : ' under its own address'}.`,
      };
    case 'load-balancer':
      if (decision.reply) {
        const { kind, name } = decision.translator;
        return {
          by: `${kind} ${name}, connection table`,
          reason: `The answer goes on to the client under the address of ${name}.`,
        };
      }
      return {
        by: `target group ${decision.group.name}`,
        reason: `Destination becomes the target ${destinationOf(decision.after)}; ${
          decision.clientAddressKept ? `the client's address is kept` : `the source becomes ${sourceOf(decision.after)}`
        }.`,
      };
  }
}

type Of<M extends TranslationDecision['method']> = Extract<TranslationDecision, { readonly method: M }>;

function publicAddressWords({ translator, before, after }: Of<'public-address'>): Text {
  const reason = sameAddress(before.source, after.source)
    ? `Destination ${formatAddress(before.destination)} becomes the private address ${formatAddress(after.destination)}.`
    : `Source ${formatAddress(before.source)} becomes its public address ${formatAddress(after.source)}; the port stays.`;
  return { by: `internet gateway ${translator.name}`, reason };
}

function natWords({ translator: { kind, name }, before, after }: Of<'nat'>): Text {
  return kind === 'regional-nat'
    ? {
        by: `regional nat ${name}`,
        reason: `Source ${sourceOf(before)} becomes the public ${sourceOf(after)} in one step; the connection table remembers it.`,
      }
    : {
        by: `${kind} ${name}`,
        reason: `Source ${sourceOf(before)} becomes ${sourceOf(after)}; the connection table remembers it.`,
      };
}

function natReplyWords({ translator: { kind, name }, after }: Of<'nat'>): Text {
  const client = destinationOf(after);
  return {
    by: `${kind} ${name}, connection table`,
    reason: `The entry of ${client} matches: the destination becomes ${client} again.`,
  };
}

function sourceOf({ source, sourcePort }: Packet): string {
  return formatSocket(source, sourcePort?.number);
}

function destinationOf({ destination, destinationPort }: Packet): string {
  return formatSocket(destination, destinationPort?.number);
}
