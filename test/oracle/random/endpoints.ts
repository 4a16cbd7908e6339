// VPC endpoints, regional NAT gateways and Kubernetes services: resources of a VPC that are neither in a subnet nor balance load.
import fc from 'fast-check';
import type { VpcNames } from './names.ts';
import { groupsText } from './subnets.ts';

/** One VPC endpoint. Subnets and security groups are numbers, taken modulo how many there are. */
export interface EndpointPlan {
  readonly type: 'gateway' | 'interface' | 'instance-connect';
  readonly subnets: readonly number[];
  readonly groups: readonly number[];
  /** What it serves: one of AWS's services, a load balancer, or a private API; the first where there is no such resource. */
  readonly serves: 'aws' | 'balancer' | 'api';
  readonly dns: boolean;
}

/** VPC endpoints of all types but those for Gateway Load Balancers. */
export const randomEndpoint: fc.Arbitrary<EndpointPlan> = fc.record({
  type: fc.constantFrom('gateway', 'interface', 'interface', 'instance-connect'),
  subnets: fc.uniqueArray(fc.nat(3), { minLength: 1, maxLength: 2 }),
  groups: fc.array(fc.nat(2), { maxLength: 1 }),
  serves: fc.constantFrom('aws', 'balancer', 'balancer', 'api'),
  dns: fc.boolean(),
});

/** Names of what an endpoint may serve besides AWS's own services; empty where there is none. */
export interface Served {
  readonly balancer: string;
  readonly api: string;
}

/** At most one of each type: a VPC has one gateway endpoint for a service, and one of the others is enough to see what they do. */
export function endpointsText(plans: readonly EndpointPlan[], own: VpcNames, subnets: number, served: Served): readonly string[] {
  const first = plans.filter((plan, index) => plans.findIndex(({ type }) => type === plan.type) === index);
  return first.map(({ type, subnets: places, groups, serves: what, dns }) => {
    const stands = [...new Set(places.map((place) => `net-${place % subnets}`))];
    if (type === 'gateway') return `  endpoint store gateway { service s3  serves bucket  subnets ${stands.join(', ')} }`;
    const one = `subnets ${type === 'interface' ? stands.join(', ') : stands[0]}  ${groupsText(groups, own)}`;
    if (type === 'instance-connect') return `  endpoint shell instance-connect { ${one} }`;
    const serves = what === 'aws' || served[what] === '' ? 'service ecr.api  serves registry' : `serves ${served[what]}`;
    return `  endpoint service-end interface { ${serves}  ${one}  private-dns ${dns ? 'on' : 'off'} }`;
  });
}

/** A regional NAT gateway; `manual` serves one AZ only. */
export function regionalText(mode: 'automatic' | 'manual' | undefined, own: VpcNames, azs: boolean): string {
  if (mode === undefined) return '';
  return mode === 'manual' && azs
    ? `  regional nat nat-r { az us-east-1a elastic-ip ${own.elastic()} }`
    : `  regional nat nat-r { elastic-ip ${own.elastic()} }`;
}

/** A service on a port of all nodes, with the first pods behind it. */
export function serviceText(policy: 'cluster' | 'local' | undefined, own: VpcNames): string {
  const pods = own.targets.filter(({ kind }) => kind === 'pod').slice(0, 3);
  if (policy === undefined || pods.length === 0) return '';
  return `  kubernetes-service ports { node-port 30080  pods ${pods.map(({ name }) => `${name}:8080`).join(', ')}  external-traffic-policy ${policy} }`;
}

/** A Client VPN endpoint. Subnets and groups are numbers as above. */
export interface ClientVpnPlan {
  readonly subnets: readonly number[];
  readonly groups: readonly number[];
  readonly authorize: readonly ('everywhere' | 'vpc' | 'neighbour' | 'group')[];
  /** To everywhere: none, through the first associated subnet, or through all. */
  readonly routes: 'none' | 'first' | 'all';
  readonly splitTunnel: boolean;
}

/** Client VPN endpoints: most of them let their clients go to most destinations. */
export const randomClientVpn: fc.Arbitrary<ClientVpnPlan> = fc.record({
  subnets: fc.uniqueArray(fc.nat(3), { minLength: 1, maxLength: 2 }),
  groups: fc.array(fc.nat(2), { maxLength: 1 }),
  authorize: fc.uniqueArray(fc.constantFrom('everywhere', 'everywhere', 'vpc', 'neighbour', 'group'), { maxLength: 3 }),
  routes: fc.constantFrom('none', 'first', 'all', 'all'),
  splitTunnel: fc.constantFrom(false, false, true),
});

/** `block`: that of the VPC. */
export function clientVpnText(plan: ClientVpnPlan | undefined, own: VpcNames, subnets: number, block: string): string {
  if (plan === undefined) return '';
  const stands = [...new Set(plan.subnets.map((place) => `net-${place % subnets}`))];
  const rules = {
    everywhere: 'authorize 0.0.0.0/0',
    vpc: `authorize ${block}`,
    neighbour: `authorize ${own.subnet(0)}`,
    group: `authorize ${block} group "staff"`,
  };
  const through = plan.routes === 'first' ? stands.slice(0, 1) : stands;
  const lines = [
    `subnets ${stands.join(', ')}`,
    groupsText(plan.groups, own),
    ...plan.authorize.map((rule) => rules[rule]),
    plan.routes === 'none' ? '' : `route 0.0.0.0/0 via ${through.join(', ')}`,
    plan.splitTunnel ? 'split-tunnel on' : '',
  ];
  return `  client-vpn clients 172.20.0.0/22 { ${lines.join('  ')} }`;
}
