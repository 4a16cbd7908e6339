// A small network with one resource of a kind, named `it`, next to resources that always exist.
import type { EntityKind } from '#language/network/network.ts';

/** A declaration, and the block in which it belongs. */
interface Declared {
  readonly in: 'file' | 'vpc' | 'public' | 'private';
  readonly text: string;
}

const workload = (kind: EntityKind): Declared => ({ in: 'private', text: `${kind} it { security-groups open }` });

const balancer = (kind: 'alb' | 'nlb'): Declared => ({
  in: 'vpc',
  text: `${kind} it internal { subnets a, b  security-groups open  listen ${kind === 'alb' ? 'http' : 'tcp'} 80 -> behind }
  target-group behind ${kind === 'alb' ? 'http' : 'tcp'} 80 { targets client }`,
});

const DECLARED: Readonly<Record<EntityKind, Declared>> = {
  internet: { in: 'file', text: '' },
  host: { in: 'file', text: 'host it 192.0.2.7' },
  network: { in: 'file', text: 'network it 192.0.2.0/24' },
  vpc: { in: 'file', text: 'vpc it 10.8.0.0/16 { subnet y 10.8.0.0/24 { instance z } }' },
  subnet: { in: 'vpc', text: 'subnet it 10.0.3.0/24 { instance z { security-groups open } }' },
  igw: { in: 'vpc', text: 'igw it' },
  'egress-igw': { in: 'vpc', text: 'egress-igw it' },
  nat: { in: 'public', text: 'nat it { elastic-ip 203.0.113.20 }' },
  'regional-nat': { in: 'vpc', text: 'regional nat it' },
  endpoint: { in: 'vpc', text: 'endpoint it instance-connect { subnets a  security-groups open }' },
  'client-vpn': {
    in: 'vpc',
    text: 'client-vpn it 10.64.0.0/22 { subnets a  security-groups open  authorize 0.0.0.0/0  route 0.0.0.0/0 via a }',
  },
  'resolver-endpoint': { in: 'vpc', text: 'resolver-endpoint it outbound { subnets a  security-groups open }' },
  'private-zone': { in: 'file', text: 'private-zone it corp.example { vpcs v }' },
  'resolver-rule': { in: 'file', text: 'resolver-rule it corp.example { vpcs v }' },
  peering: { in: 'file', text: 'peering it { vpcs v, w }' },
  'transit-gateway': { in: 'file', text: 'transit-gateway it { attach v { subnets a }  attach w { subnets x } }' },
  vpn: { in: 'file', text: 'vpn it { remote far }\ntransit-gateway hub { attach v { subnets a }  attach it }' },
  'direct-connect': {
    in: 'file',
    text: 'direct-connect it { remote far }\ntransit-gateway hub { attach v { subnets a }  attach it }',
  },
  instance: workload('instance'),
  'nat-instance': {
    in: 'public',
    text: 'nat-instance it { source-dest-check off  public-ip 203.0.113.21  security-groups open }',
  },
  node: workload('node'),
  pod: workload('pod'),
  lambda: workload('lambda'),
  database: workload('database'),
  cache: workload('cache'),
  service: workload('service'),
  eks: workload('eks'),
  fleet: workload('fleet'),
  alb: balancer('alb'),
  nlb: balancer('nlb'),
  gwlb: { in: 'vpc', text: 'gwlb it { subnets a, b  targets client  cross-zone on }' },
  clb: { in: 'vpc', text: 'clb it internal { subnets a, b  security-groups open  listen http 80 -> 80  targets client }' },
  'api-gateway': { in: 'file', text: 'api-gateway it { vpc-link balancer { subnets a  security-groups open } }' },
  'kubernetes-service': {
    in: 'private',
    text: 'pod p\n}\nkubernetes-service it { node-port 30080  pods p:80 }\nsubnet c 10.0.4.0/24 {',
  },
  'route-table': { in: 'vpc', text: 'route-table it { }' },
  'prefix-list': { in: 'file', text: 'prefix-list it 192.0.2.0/24' },
  'security-group': { in: 'vpc', text: 'security-group it' },
  'network-acl': { in: 'vpc', text: 'network-acl it { }' },
  'target-group': { in: 'vpc', text: 'target-group it http 80' },
  flow: { in: 'file', text: 'flow it { client -> server tcp 80 }' },
  view: { in: 'file', text: 'view it { depth all }' },
};

/** Changes to the text. */
interface Changes {
  /** Replaces the usual declaration of the kind. */
  readonly declared?: string;
  /** Additional lines of the VPC, of the private subnet, and of the file. */
  readonly vpc?: string;
  readonly subnet?: string;
  readonly file?: string;
  /** The rules of the only security group. By default it allows all inbound traffic. */
  readonly rules?: string;
}

/** The text of the network. Its VPC `v` has `client` in private `a` and `server`, with a public address, in public `pub`; VPC `w` has `other`. */
export function textOf(kind: EntityKind, { declared, vpc = '', subnet = '', file = '', rules }: Changes = {}): string {
  const usual = DECLARED[kind];
  const at = (place: Declared['in']): string => (usual.in === place ? (declared ?? usual.text) : '');
  return `host far 198.51.100.99
${at('file')}
${file}
vpc v 10.0.0.0/16, 2001:db8:1200::/56 {
  ${vpc}
  igw main
  public subnet pub 10.0.0.0/24 {
    az us-east-1a
    route 0.0.0.0/0 -> main
    instance server 10.0.0.10 { public-ip 203.0.113.10  security-groups open }
    ${at('public')}
  }
  private subnet a 10.0.1.0/24, 2001:db8:1200:1::/64 {
    az us-east-1a
    ${subnet}
    instance client 10.0.1.10 { security-groups open }
    ${at('private')}
  }
  subnet b 10.0.2.0/24 { az us-east-1b }
  security-group open { ${rules ?? 'ingress all from any'} }
  nlb balancer internal { subnets b  listen tcp 80 -> balanced }
  target-group balanced tcp 80 { targets client }
  ${at('vpc')}
}
vpc w 10.9.0.0/16 {
  subnet x 10.9.0.0/24 { az us-east-1a  instance other 10.9.0.10 { security-groups theirs } }
  security-group theirs { ingress all from any }
}
`;
}

/** The qualified name of the resource. */
export function idOf(kind: EntityKind): string {
  if (kind === 'internet') return 'internet';
  return DECLARED[kind].in === 'file' ? 'it' : 'v.it';
}
