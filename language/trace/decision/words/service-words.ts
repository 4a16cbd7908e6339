// Decisions of load balancers, API gateways, Kubernetes services and the Lambda service → words.
import { formatAddress } from '#language/network/address.ts';
import { shortName } from '#language/network/id.ts';
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
        reason: 'No packet gets into a function: it is invoked through the Lambda service, whatever its security groups allow.',
      };
  }
}

function listenerText({ listener: { protocol, port } }: Pick<ListenerDecision, 'listener'>): string {
  return `${protocol} ${port}`;
}

function listenerReason(decision: ListenerDecision): string {
  switch (decision.result) {
    case 'forward':
      return `The connection ends here; ${decision.balancer.name} opens another one to a target.`;
    case 'redirect':
      return `The connection ends here; ${decision.balancer.name} answers with a redirect.`;
    case 'no-target':
      return `No target is registered behind ${listenerText(decision)}.`;
  }
}

function loadBalancerWords(decision: LoadBalancerDecision): Text {
  const { kind, name, listeners } = decision.balancer;
  switch (decision.result) {
    case 'no-listener': {
      const own = listeners.map((listener) => listenerText({ listener })).join(', ') || 'none';
      return {
        by: `${kind} ${name} listeners`,
        reason: `${name} has no listener for ${decision.protocol} ${decision.port ?? ''}; its listeners: ${own}.`,
      };
    }
    case 'closed':
      return {
        by: `${kind} ${name}, connection table`,
        reason: `The connection was idle for longer than ${decision.idleTimeoutSeconds} s, so ${name} has closed it and no answer comes through any more.`,
      };
    case 'entry-expired':
      return {
        by: `${kind} ${name}, connection table`,
        reason: `The connection was idle for too long, so ${name} has forgotten it and answers with a reset.`,
      };
    case 'hairpin':
      return {
        by: `target group ${decision.group.name}`,
        reason:
          'The client itself is the chosen target: its packet comes back with its own address as source and is thrown away. Turn client address preservation off.',
      };
  }
}

function targetText(decision: TargetDecision): string {
  const { balancer } = decision;
  switch (decision.result) {
    case 'address-family': {
      const { group, family, lacking } = decision;
      const who = typeof lacking === 'string' ? shortName(lacking) : formatAddress(lacking);
      return `${group.name} reaches its targets by IPv${family}, and ${who} has no such address: see "ip-address-type".`;
    }
    case 'az-not-enabled':
      return `${decision.az} is not enabled for ${balancer.name}, so it sends nothing there: add a subnet of ${decision.az}.`;
    case 'cross-zone-off':
      return `Cross-zone is off, so the node in ${decision.nodeAz} does not use a target in ${decision.az}.`;
  }
}

function apiGatewayText({ api: { name }, result }: ApiGatewayDecision): string {
  switch (result) {
    case 'port':
      return `${name} answers on tcp 443 only.`;
    case 'no-integration':
      return `${name} has nothing behind it: add a line "invoke …" or "vpc-link …".`;
    case 'no-link-subnets':
      return `The VPC link of ${name} needs subnets to stand in: add a line "subnets …" to it.`;
  }
}

function kubernetesServiceText({ service: { name }, node, result }: KubernetesServiceDecision): string {
  return result === 'no-local-pod'
    ? `No pod of ${name} runs on ${node.name}, and its traffic policy keeps packets on the node that they came to.`
    : `${name} has no pod.`;
}

function invocationText(decision: InvocationDecision): string {
  const [caller, name] = [shortName(decision.caller), shortName(decision.function)];
  switch (decision.result) {
    case 'invoked':
      return `${caller} invokes ${name} through the Lambda service; no packet enters a VPC for it.`;
    case 'runs':
      return `${name} runs.`;
    case 'returned':
      return `${caller} has the result.`;
  }
}
