// Texts of about 100 KB that are small to send and large to analyse: one function for each way in which the work can grow.

import { FURTHER_KINDS } from './further-kinds.ts';
import type { HostileKind } from './kind.ts';
import { times } from './lines.ts';

// The size of each text in characters.
const SIZE = 100_000;

/** Every kind that is measured. */
export const KINDS: readonly HostileKind[] = [
  { name: 'claims of every instance', text: everyInstance },
  { name: 'security groups that name each other', text: groupsInChain },
  { name: 'claims about the members of a group', text: membersOfGroup },
  { name: 'a flow with many steps between VPCs', text: longFlow },
  { name: 'a long network ACL before many senders', text: longAcl },
  { name: 'a rule of many ports and many addresses', text: portsAndAddresses },
  { name: 'a prefix list used by many route tables', text: listInTables },
  { name: 'a prefix list used by many rules', text: listInRules },
  { name: 'a site with many blocks', text: siteWithBlocks },
  { name: 'VPCs of many blocks, and peerings between them', text: blocksAndPeerings },
  { name: 'duplicate names', text: () => filled('vpc v 10.0.0.0/16\n') },
  { name: 'bad addresses', text: () => filled((index) => `host h-${index} 10.0.0.${index}.1\n`) },
  { name: 'listeners', text: manyListeners },
  { name: 'attachments of a transit gateway', text: manyAttachments },
  { name: 'unknown names of many letters', text: longUnknownNames },
  { name: 'rules of one group', text: manyRules },
  { name: 'nested blocks', text: () => `vpc v 10.0.0.0/16 {\n${'subnet {'.repeat(SIZE / 8)}` },
  { name: 'a line of comment signs', text: () => '/*'.repeat(SIZE / 2) },
  { name: 'open quotes', text: () => filled('"\n') },
  { name: 'names of many letters', text: longNames },
  { name: 'labels of many letters', text: () => `vpc v 10.0.0.0/16 "${'x'.repeat(SIZE)}"` },
  { name: 'VPCs that all peer with each other', text: meshOfPeerings },
  { name: 'subnets that route to many NAT gateways', text: manyNats },
  { name: 'hosts that many instances call', text: hostsAndInstances },
  ...FURTHER_KINDS,
];

/** The text until it has the size. */
function filled(line: string | ((index: number) => string)): string {
  const lines: string[] = [];
  for (let size = 0; size < SIZE; size += lines.at(-1)?.length ?? SIZE) {
    lines.push(typeof line === 'string' ? line : line(lines.length));
  }
  return lines.join('');
}

/** The address with this number in 10.0.0.0/8. */
function address(index: number): string {
  return `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`;
}

function everyInstance(): string {
  const instances = times(1200, (index) => `    instance i${index} { security-groups g${index % 40} }\n`);
  const groups = times(40, (index) => `  security-group g${index} { ingress tcp ${index + 1} from g${(index + 7) % 40} }\n`);
  const claims = times(900, () => 'expect every instance never reaches every instance\n');
  return `vpc v 10.0.0.0/16 {\n  subnet s 10.0.0.0/18 {\n${instances}  }\n${groups}}\n${claims}`;
}

function groupsInChain(): string {
  const count = 700;
  const groups = times(count, (index) => `  security-group g${index} { ingress tcp 443 from g${(index + 1) % count} }\n`);
  const instances = times(count, (index) => `    instance i${index} { security-groups g${index} }\n`);
  const claims = times(count, (index) => `expect v.g${index} reaches v.g${(index + 3) % count}\n`);
  return `vpc v 10.0.0.0/16 {\n  subnet s 10.0.0.0/18 {\n${instances}  }\n${groups}}\n${claims}`;
}

function membersOfGroup(): string {
  const instances = times(1800, (index) => `    instance i${index} { security-groups g }\n`);
  return `vpc v 10.0.0.0/16 {
  subnet s 10.0.0.0/18 {
${instances}  }
  security-group g { ingress tcp 443 from g }
}
expect v.g reaches v.g on tcp 443
expect v.g never reaches v.g on tcp 80
expect every instance reaches every instance on tcp 443
`;
}

function longFlow(): string {
  return `vpc v 10.0.0.0/16 {
  subnet s 10.0.0.0/24 {
${times(40, (index) => `    instance i${index}\n`)}  }
}
flow f {
${times(6000, () => '  v -> v tcp 443\n')}}
`;
}

function longAcl(): string {
  const entries = times(
    1000,
    (index) =>
      `    inbound ${index + 1} ${index % 2 === 0 ? 'allow' : 'deny'} tcp ${index + 1} from 192.168.${index & 255}.0/24\n`,
  );
  const instances = times(900, (index) => `    instance i${index}\n`);
  const claims = times(200, (index) => `expect i${index} reaches i${(index + 1) % 900}\n`);
  return `vpc v 10.0.0.0/16 {
  subnet s 10.0.0.0/18 {
    network-acl long
${instances}  }
  network-acl long {
${entries}  }
}
${claims}`;
}

function portsAndAddresses(): string {
  const ports = Array.from({ length: 6000 }, (_, index) => 2 * index + 1).join(', ');
  const blocks = Array.from({ length: 4000 }, (_, index) => `${address(2 * index)}/32`).join(', ');
  return `vpc v 10.0.0.0/16 {
  subnet s 10.0.0.0/24 { instance a { security-groups g }  instance b { security-groups g } }
  security-group g { ingress tcp ${ports} from ${blocks} }
}
expect a reaches b
`;
}

function listOf(count: number): string {
  return `prefix-list long ${Array.from({ length: count }, (_, index) => `172.${16 + (index >> 8)}.${index & 255}.0/25`).join(', ')}\n`;
}

function listInTables(): string {
  const tables = times(900, (index) => `  route-table t${index} { route long -> main }\n`);
  const subnets = times(900, (index) => `  subnet s${index} 10.${index >> 8}.${index & 255}.0/24 { route-table t${index} }\n`);
  return `${listOf(1500)}vpc v 10.0.0.0/8 {\n  igw main\n${tables}${subnets}}\n`;
}

function listInRules(): string {
  const groups = times(1000, (index) => `  security-group g${index} { ingress tcp ${index + 1} from long }\n`);
  return `${listOf(1500)}vpc v 10.0.0.0/16 {\n  subnet s 10.0.0.0/24 { instance a { security-groups g1 } }\n${groups}}\n`;
}

function siteWithBlocks(): string {
  const subnets = times(900, (index) => `  subnet s${index} 10.${index >> 8}.${index & 255}.0/24 { route-table t${index} }\n`);
  const tables = times(900, (index) => `  route-table t${index} { propagate line }\n`);
  const blocks = Array.from({ length: 1500 }, (_, index) => `172.${16 + (index >> 8)}.${index & 255}.0/25`).join(', ');
  return `network office ${blocks}\nvpc v 10.0.0.0/8 {\n${tables}${subnets}}\nvpn line { vpc v  remote office }\n`;
}

function blocksAndPeerings(): string {
  const blocks = (from: number): string =>
    Array.from({ length: 2000 }, (_, index) => `10.${from + (index >> 8)}.${index & 255}.0/24`).join(', ');
  return `vpc a ${blocks(0)}\nvpc b ${blocks(64)}\n${times(700, (index) => `peering p${index} { vpcs a, b }\n`)}`;
}

function manyListeners(): string {
  const listeners = times(2000, (index) => `    listen tcp ${index + 1} -> t${index}\n`);
  const groups = times(2000, (index) => `  target-group t${index} tcp 80 { targets a }\n`);
  return `vpc v 10.0.0.0/16 {
  subnet s 10.0.0.0/24 { instance a }
  nlb lb internal {
    subnets s
${listeners}  }
${groups}}
`;
}

function manyAttachments(): string {
  const vpcs = times(
    700,
    (index) => `vpc v${index} ${address(index * 256)}/24 { subnet s ${address(index * 256)}/25 { route 10.0.0.0/8 -> hub } }\n`,
  );
  const attachments = times(700, (index) => `  attach v${index} { subnets v${index}.s }\n`);
  return `${vpcs}transit-gateway hub {\n${attachments}}\n`;
}

function longUnknownNames(): string {
  const name = (index: number): string => `${'abcdefghij'.repeat(245)}${index}`;
  return `vpc v 10.0.0.0/16 {
${times(20, (index) => `  security-group ${name(index)}\n`)}
  subnet s 10.0.0.0/24 {
${times(20, (index) => `    instance i${index} { security-groups ${name(index)}x }\n`)}  }
}
`;
}

function manyRules(): string {
  const rules = filled((index) => `ingress tcp ${(index % 65_000) + 1} from 10.0.0.${index & 255}/32\n`);
  return `vpc v 10.0.0.0/16 {\n  subnet s 10.0.0.0/24 { instance a { security-groups g } }\n  security-group g {\n${rules}}\n}\n`;
}

function longNames(): string {
  const name = 'n'.repeat(SIZE / 4);
  return `vpc ${name} 10.0.0.0/16 {\n  subnet ${name}-s 10.0.0.0/24 { instance ${name}-i }\n}\n`;
}

function meshOfPeerings(): string {
  const count = 40;
  const vpcs = times(count, (index) => `vpc v${index} 10.${index}.0.0/16 { subnet s 10.${index}.0.0/24 { instance i } }\n`);
  const peerings = times(count * count, (index) => {
    const [one, other] = [Math.floor(index / count), index % count];
    return one < other ? `peering p-${one}-${other} { vpcs v${one}, v${other} }\n` : '';
  });
  return vpcs + peerings;
}

function manyNats(): string {
  const nats = times(600, (index) => `    nat n${index}\n`);
  const subnets = times(
    600,
    (index) => `  subnet s${index} 10.${1 + (index >> 8)}.${index & 255}.0/24 { route 0.0.0.0/0 -> n${index}  instance i }\n`,
  );
  return `vpc v 10.0.0.0/8 {\n  igw main\n  subnet front 10.0.0.0/20 {\n    route 0.0.0.0/0 -> main\n${nats}  }\n${subnets}}\n`;
}

function hostsAndInstances(): string {
  const count = 800;
  const hosts = times(count, (index) => `host h${index} 52.0.${index >> 8}.${index & 255}\n`);
  const instances = times(count, (index) => `    instance i${index} { public-ip }\n`);
  const steps = times(count, (index) => `  i${index} -> h${(index * 7) % count} tcp 443\n`);
  return `${hosts}vpc v 10.0.0.0/16 {\n  igw main\n  subnet s 10.0.0.0/18 {\n    route 0.0.0.0/0 -> main\n${instances}  }\n}\nflow calls {\n${steps}}\n`;
}
