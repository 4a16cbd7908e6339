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
          ? `The node forwards the reply to the pod at ${destinationOf(decision.after)}.`
          : `The destination is outside the VPC, so the node sends the pod's packet from its own address ${sourceOf(decision.after)}.`,
      };
    case 'node-port':
      if (decision.reply) {
        return {
          by: `node ${decision.translator.name}, connection table`,
          reason: 'The reply goes to the client from the address and port of the node.',
        };
      }
      return {
        by: `kubernetes-service ${decision.service.name}`,
        reason: `The node forwards the packet to the pod at ${destinationOf(decision.after)}; ${decision.clientAddressKept ? `the client's address is preserved` : 'the source becomes its own address'}.`,
      };
    case 'load-balancer':
      if (decision.reply) {
        const { kind, name } = decision.translator;
        return {
          by: `${kind} ${name}, connection table`,
          reason: `The reply goes to the client from the address of ${name}.`,
        };
      }
      return {
        by: `target group ${decision.group.name}`,
        reason: `The destination becomes the target ${destinationOf(decision.after)}; ${
          decision.clientAddressKept ? `the client's address is preserved` : `the source becomes ${sourceOf(decision.after)}`
        }.`,
      };
  }
}

type Of<M extends TranslationDecision['method']> = Extract<TranslationDecision, { readonly method: M }>;

function publicAddressWords({ translator, before, after }: Of<'public-address'>): Text {
  const reason = sameAddress(before.source, after.source)
    ? `The destination ${formatAddress(before.destination)} becomes the private address ${formatAddress(after.destination)}.`
    : `The source ${formatAddress(before.source)} becomes its public address ${formatAddress(after.source)}; the port is unchanged.`;
  return { by: `internet gateway ${translator.name}`, reason };
}

function natWords({ translator: { kind, name }, before, after }: Of<'nat'>): Text {
  return kind === 'regional-nat'
    ? {
        by: `regional nat ${name}`,
        reason: `The source ${sourceOf(before)} becomes the public ${sourceOf(after)} in one step; the connection table gets an entry.`,
      }
    : {
        by: `${kind} ${name}`,
        reason: `The source ${sourceOf(before)} becomes ${sourceOf(after)}; the connection table gets an entry.`,
      };
}

function natReplyWords({ translator: { kind, name }, after }: Of<'nat'>): Text {
  const client = destinationOf(after);
  return {
    by: `${kind} ${name}, connection table`,
    reason: `The entry for ${client} matches, so the destination becomes ${client} again.`,
  };
}

function sourceOf({ source, sourcePort }: Packet): string {
  return formatSocket(source, sourcePort?.number);
}

function destinationOf({ destination, destinationPort }: Packet): string {
  return formatSocket(destination, destinationPort?.number);
}
