// Decisions of load balancers, API gateways, Kubernetes services and the Lambda service → words.
import { formatAddress } from '#language/network/address.ts';
import { shortName } from '#language/network/id.ts';
import { formatProtocol } from '#language/network/traffic.ts';
import type {
  ApiGatewayDecision,
  InvocationDecision,
  KubernetesServiceDecision,
  ListenerDecision,
  LoadBalancerDecision,
  ServiceDecision,
  TargetDecision,
} from '#language/trace/decision/service-decision.ts';
import type { Text } from './text.ts';

/** The words for the decision of a service. */
export function serviceWords(decision: ServiceDecision): Text {
  switch (decision.kind) {
    case 'listener':
      return { by: `listener ${listenerText(decision)}`, reason: listenerReason(decision) };
    case 'load-balancer':
      return loadBalancerWords(decision);
    case 'target': {
      const { balancer, listener } = decision;
      const by = listener === undefined ? `${balancer.kind} ${balancer.name}` : `listener ${listenerText({ listener })}`;
      return { by, reason: targetText(decision) };
    }
    case 'api-gateway':
      return { by: `api-gateway ${decision.api.name}`, reason: apiGatewayText(decision) };
    case 'kubernetes-service':
      return { by: `kubernetes-service ${decision.service.name}`, reason: kubernetesServiceText(decision) };
    case 'invocation':
      return { by: 'Lambda service', reason: invocationText(decision) };
    case 'no-inbound':
      return {
        by: 'lambda',
        reason:
          'A function accepts no connections: it is invoked through the Lambda service, whatever its security groups allow.',
      };
  }
}

function listenerText({ listener: { protocol, port } }: Pick<ListenerDecision, 'listener'>): string {
  return `${protocol} ${port}`;
}

function listenerReason(decision: ListenerDecision): string {
  switch (decision.result) {
    case 'forward':
      return `The connection ends here; ${decision.balancer.name} opens a new one to a target.`;
    case 'redirect':
      return `The connection ends here; ${decision.balancer.name} replies with a redirect.`;
    case 'fixed-response':
      return `The connection ends here; ${decision.balancer.name} replies with status ${decision.code} itself.`;
    case 'no-target':
      return decision.group === undefined
        ? `The listener ${listenerText(decision)} has no registered target.`
        : `The listener ${listenerText(decision)} forwards to ${decision.group.name}, too, which has no registered target.`;
  }
}

function loadBalancerWords(decision: LoadBalancerDecision): Text {
  const { kind, name, listeners } = decision.balancer;
  switch (decision.result) {
    case 'no-listener': {
      const own = listeners.map((listener) => listenerText({ listener })).join(', ') || 'none';
      return {
        by: `${kind} ${name} listeners`,
        reason: `${name} has no listener for ${formatProtocol(decision.protocol)}${decision.port === undefined ? '' : ` ${decision.port.number}`}; its listeners: ${own}.`,
      };
    }
    case 'takes-none':
      return {
        by: `${kind} ${name}`,
        reason: `${name} takes packets from its endpoints only: a route leads to an endpoint, never to a node.`,
      };
    case 'closed':
      return {
        by: `${kind} ${name}, connection table`,
        reason: `The connection was idle for more than ${decision.idleTimeoutSeconds} s, so ${name} has closed it and drops the reply.`,
      };
    case 'entry-expired':
      return {
        by: `${kind} ${name}, connection table`,
        reason: `The connection was idle for too long, so its entry in ${name} has expired and the reply gets a TCP reset.`,
      };
    case 'hairpin':
      return {
        by: `target group ${decision.group.name}`,
        reason:
          'The client itself is the selected target, and client IP preservation is on: the packet returns with its own address as source and is dropped.',
      };
  }
}

function targetText(decision: TargetDecision): string {
  const { balancer } = decision;
  switch (decision.result) {
    case 'address-family': {
      const { group, family, lacking } = decision;
      const who = typeof lacking === 'string' ? shortName(lacking) : formatAddress(lacking);
      return `${group.name} reaches its targets over IPv${family}, and ${who} has no such address: see "ip-address-type".`;
    }
    case 'az-not-enabled':
      return `${decision.az} is not enabled for ${balancer.name}, so it does not use targets there: add a subnet in ${decision.az}.`;
    case 'cross-zone-off':
      return `Cross-zone load balancing is off, so the node in ${decision.nodeAz} does not use a target in ${decision.az}.`;
  }
}

function apiGatewayText(decision: ApiGatewayDecision): string {
  const { name } = decision.api;
  switch (decision.result) {
    case 'port':
      return `${name} listens on tcp 443 only.`;
    case 'no-integration':
      return `${name} has no integration: add a line "invoke …" or "vpc-link …".`;
    case 'no-link-subnets':
      return `The VPC link of ${name} has no subnets: add a line "subnets …" to it.`;
    case 'inbound-rules':
      return `The inbound rules of ${decision.balancer.name} apply to PrivateLink traffic, and none allows that of ${name}: write "enforce-on-privatelink off" in ${decision.balancer.name}.`;
  }
}

function kubernetesServiceText({ service: { name }, node, result }: KubernetesServiceDecision): string {
  return result === 'no-local-pod'
    ? `No pod of ${name} runs on ${node.name}, and its external traffic policy is local.`
    : `${name} has no pod.`;
}

function invocationText(decision: InvocationDecision): string {
  const [caller, name] = [shortName(decision.caller), shortName(decision.function)];
  switch (decision.result) {
    case 'invoked':
      return `${caller} invokes ${name} through the Lambda service; no packet enters a VPC.`;
    case 'runs':
      return `${name} is invoked.`;
    case 'returned':
      return `${caller} receives the result.`;
  }
}
