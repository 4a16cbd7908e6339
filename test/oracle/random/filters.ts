// Security groups and network ACLs out of small alphabets.
import fc from 'fast-check';
import type { VpcNames } from './names.ts';

/** Ports that everything in these networks speaks about. */
export const PORTS = [22, 53, 80, 443, 1024, 8080, 40000] as const;

/** What rules say about protocol and ports. */
export const traffic = fc.constantFrom(
  'all',
  'all',
  'tcp',
  'udp',
  'tcp 22',
  'tcp 80, 443',
  'tcp 443',
  'tcp 8080',
  'tcp 1024-65535',
  'tcp 32768-60999',
  'tcp 1024-40000',
  'tcp 40000',
  'udp 53',
  'udp 1024-65535',
  'icmp',
  'icmp type 8',
  'icmp type 0',
  'icmp type 3 code 4',
  'tcp 30080',
  'protocol 47',
);

/** `{n}` means the second number of the VPC's block. */
export const prefix = fc.constantFrom(
  'any',
  'any',
  'any',
  '10.{n}.0.0/16',
  '10.0.0.0/8',
  '10.{n}.0.0/24',
  '10.{n}.1.0/24',
  '10.{n}.0.10',
  '198.51.100.0/24',
  '198.51.100.7',
  'office',
  'registry',
  '203.0.113.0/24',
  '10.8.0.0/24',
);

interface RulePlan {
  readonly list: boolean;
  readonly traffic: string;
  readonly peer: string;
  readonly group: number | undefined;
}

const rule: fc.Arbitrary<RulePlan> = fc.record({
  list: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  traffic,
  peer: prefix,
  group: fc.option(fc.nat(2), { freq: 2, nil: undefined }),
});

/** The rules of one security group. Without `egress` AWS's default holds. */
export interface GroupPlan {
  readonly ingress: readonly RulePlan[];
  readonly egress: readonly RulePlan[] | 'none' | undefined;
}

const open: RulePlan = { list: false, traffic: 'all', peer: 'any', group: undefined };

/** Security groups, half of them open for everything. */
export const randomGroup: fc.Arbitrary<GroupPlan> = fc.record({
  ingress: fc.oneof({ weight: 5, arbitrary: fc.constant([open]) }, { weight: 5, arbitrary: fc.array(rule, { maxLength: 3 }) }),
  egress: fc.oneof(
    { weight: 6, arbitrary: fc.constant(undefined) },
    { weight: 3, arbitrary: fc.array(rule, { minLength: 1, maxLength: 3 }) },
    { weight: 1, arbitrary: fc.constant('none' as const) },
  ),
});

/**
 * The declaration of a security group. `place` is its number; `mayReferToFirst` allows rules that name a group of the first VPC.
 */
export function groupText({ ingress, egress }: GroupPlan, place: number, own: VpcNames, mayReferToFirst: boolean): string {
  const peer = ({ peer: text, group, list }: RulePlan): string => {
    if (list) return 'partners';
    if (group === undefined) return text.replace('{n}', `${own.block}`);
    return mayReferToFirst && group === 2 ? 'vpc-0.group-0' : `group-${group % own.groups}`;
  };
  const lines = [
    ...ingress.map((one) => `ingress ${one.traffic} from ${peer(one)}`),
    ...(egress === 'none' ? ['egress none'] : (egress ?? []).map((one) => `egress ${one.traffic} to ${peer(one)}`)),
  ];
  return `  security-group group-${place} { ${lines.join('  ')} }`;
}

/** The entries of one network ACL, and whether a last entry allows everything. */
export interface AclPlan {
  readonly entries: readonly {
    readonly inbound: boolean;
    readonly deny: boolean;
    readonly traffic: string;
    readonly peer: string;
  }[];
  readonly openIn: boolean;
  readonly openOut: boolean;
}

const mostly = fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) });

/** Network ACLs, most of them open behind their entries. */
export const randomAcl: fc.Arbitrary<AclPlan> = fc.record({
  entries: fc.array(fc.record({ inbound: fc.boolean(), deny: fc.boolean(), traffic, peer: prefix }), { maxLength: 4 }),
  openIn: mostly,
  openOut: mostly,
});

/** The declaration of a network ACL. `place` is its number. */
export function aclText({ entries, openIn, openOut }: AclPlan, place: number, own: VpcNames): string {
  const lines = entries.map(({ inbound, deny, traffic: text, peer }, index) => {
    const other = peer.replace('{n}', `${own.block}`);
    return `${inbound ? 'inbound' : 'outbound'} ${100 + 10 * index} ${deny ? 'deny' : 'allow'} ${text} ${inbound ? 'from' : 'to'} ${other}`;
  });
  const rest = [openIn ? 'inbound 900 allow all from any' : '', openOut ? 'outbound 900 allow all to any' : ''];
  return `  network-acl list-${place} { ${[...lines, ...rest].filter((line) => line !== '').join('  ')} }`;
}
