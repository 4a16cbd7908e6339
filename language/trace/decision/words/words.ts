// A decision → the words for it. The one place that puts decisions into words.
import type { Decision } from '#language/trace/decision/decision.ts';
import { endWords } from './end-words.ts';
import { filterWords } from './filter-words.ts';
import { gatewayWords } from './gateway-words.ts';
import { routeWords } from './route-words.ts';
import { serviceWords } from './service-words.ts';
import type { Text } from './text.ts';

/** The words for a decision. */
export function wordsOf(decision: Decision): Text {
  switch (decision.kind) {
    case 'security-group':
    case 'network-acl':
    case 'network-acl-skipped':
    case 'firewall':
    case 'source-dest-check':
    case 'block-public-access':
      return filterWords(decision);
    case 'route':
    case 'no-route':
    case 'broken-route':
    case 'local-route':
    case 'routing-loop':
    case 'peering':
    case 'transit-route':
    case 'transit-gateway':
    case 'site-link':
    case 'virtual-private-gateway':
    case 'external-vpc':
    case 'network-behind':
      return routeWords(decision);
    case 'translation':
    case 'internet-gateway':
    case 'no-internet-gateway':
    case 'nat':
    case 'gateway-endpoint':
    case 'endpoint':
    case 'client-vpn':
    case 'resolver-endpoint':
    case 'inspection':
    case 'encapsulation':
    case 'unroutable':
      return gatewayWords(decision);
    case 'listener':
    case 'load-balancer':
    case 'target':
    case 'api-gateway':
    case 'kubernetes-service':
    case 'invocation':
    case 'no-inbound':
      return serviceWords(decision);
    case 'send':
    case 'deliver':
    case 'terminate':
    case 'resolver':
    case 'same-host':
    case 'other-owner':
    case 'asymmetric-path':
      return endWords(decision);
  }
}
