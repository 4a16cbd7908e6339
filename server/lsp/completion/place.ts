// A place in a line and something that the grammar allows there → whether a person would write it there.
import type { CompletionContext, NextFeature } from 'langium/lsp';

/** What begins a line, or stands in a block on one line, beside all properties. */
const ITEMS: ReadonlySet<string> = new Set(
  (
    'Import Host OutsideNetwork ApiGateway InvokeIntegration VpcLinkIntegration Vpc InternetGateway Subnet RouteTable Route NatGateway ' +
    'PrefixList Peering SiteLink TransitGateway TransitAttachment TransitRouteTable TransitRoute RegionalNat VpcEndpoint ' +
    'NetworkInterface KubernetesService SecurityGroup SecurityGroupRule NetworkAcl AclEntry Workload LoadBalancer Listener ListenerRule TargetGroup Flow Expectation View'
  ).split(' '),
);

const ENDPOINTS: ReadonlySet<string> = new Set(['InternetEnd', 'EveryEnd', 'AddressEnd', 'NamedEnd']);

/** The grammar does not know lines: it would go on with the next resource right behind the name of this one. */
export function fitsHere(context: CompletionContext, next: NextFeature): boolean {
  const before = context.textDocument.getText().slice(0, context.tokenOffset);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  if (/\bevery\s*$/.test(before)) return true;
  if (line.trim() === '' && !/(?:->|,)\s*$/.test(before)) {
    return beginsLine(next) || !context.features.some(beginsLine);
  }
  const opensBlock = countOf(line, '{') > countOf(line, '}');
  if (isEndpoint(next)) return opensBlock || /(?:->|\bexpect|\breaches)\s*$/.test(before);
  return opensBlock || !beginsLine(next);
}

/** A step begins with one of its ends, a workload with its kind, which the grammar reads as a text. */
function beginsLine(next: NextFeature): boolean {
  const { property, type } = next;
  if (type === undefined) return property === 'kind';
  return isEndpoint(next) || ITEMS.has(type) || type.endsWith('Property');
}

function isEndpoint({ type }: NextFeature): boolean {
  return ENDPOINTS.has(type ?? '');
}

function countOf(text: string, sign: string): number {
  return text.split(sign).length - 1;
}
