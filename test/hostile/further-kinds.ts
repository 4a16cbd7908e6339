// Further kinds of texts that are small to send and large to analyse, found by trying and by `search.ts`.
import type { HostileKind } from './kind.ts';
import { list, times } from './lines.ts';

/** The kinds that are not in the first table. */
export const FURTHER_KINDS: readonly HostileKind[] = [
  { name: 'entries of a network ACL before groups that all differ', text: aclAndGroups },
  { name: 'routes, rules and claims that all differ', text: routesAndRules },
  { name: 'fleets of many members', text: fleets },
  { name: 'claims about a site with many blocks', text: siteInClaims },
  { name: 'listeners that share a group of many targets', text: sharedTargets },
  { name: 'claims across a transit gateway', text: transitClaims },
  { name: 'groups of many rules that name each other', text: rulesBetweenGroups },
  { name: 'load balancers that share many targets', text: balancersAndTargets },
  { name: 'one name again and again', text: () => 'vpc vpc '.repeat(12_000) },
  { name: 'one block again and again', text: () => `vpc v 10.0.0.0/16${', 10.0.0.0/16'.repeat(7500)}\n` },
  { name: 'blocks with host bits', text: () => `prefix-list p 10.0.0.1/16${', 10.0.0.1/16'.repeat(7500)}\n` },
];

function aclAndGroups(): string {
  return `vpc v 10.0.0.0/16 {
  subnet s 10.0.0.0/18 {
    network-acl long
${times(300, (index) => `    instance i${index} { security-groups g${index} }\n`)}  }
  subnet d 10.0.64.0/18 {
${times(300, (index) => `    instance d${index} { security-groups g${index} }\n`)}  }
  network-acl long {
${times(1000, (index) => `    outbound ${index + 1} ${index % 2 === 0 ? 'allow' : 'deny'} tcp ${2 * index + 1} to any\n`)}  }
${times(300, (index) => `  security-group g${index} { ingress tcp ${index + 1}-60000 from any }\n`)}}
${times(500, (index) => `expect i${index % 300} never reaches d${(index * 7) % 300}\n`)}`;
}

function routesAndRules(): string {
  return `vpc v 10.0.0.0/16 {
  igw main
  subnet s 10.0.0.0/18 {
${times(600, (index) => `    route 52.${index >> 8}.${index & 255}.0/24 -> main\n`)}
${times(200, (index) => `    instance i${index} { public-ip  security-groups g${index} }\n`)}  }
${times(
  200,
  (index) =>
    `  security-group g${index} { egress tcp 1-${index + 1000} to 52.${index}.0.0/17, 53.${index}.0.0/16  ingress tcp ${index + 1}-60000 from 5.${index}.0.0/16 }\n`,
)}}
${times(800, (index) => `expect i${index % 200} never reaches internet on tcp ${index}\n`)}
${times(200, (index) => `expect internet reaches i${index % 200} on tcp ${index}\n`)}`;
}

function fleets(): string {
  return `vpc v 10.0.0.0/16 {
  subnet s 10.0.0.0/17
  security-group g { ingress tcp 443 from g }
${times(1500, (index) => `  fleet f${index} { subnets s  count 500  security-groups g }\n`)}}
expect every fleet reaches every fleet on tcp 443
`;
}

function siteInClaims(): string {
  return `network office ${list(4000, (index) => `172.${16 + (index >> 8)}.${index & 255}.0/25`)}
vpc v 10.0.0.0/16 {
  subnet s 10.0.0.0/24 { propagate line  instance a }
}
vpn line { vpc v  remote office }
expect a reaches office on tcp 22
expect office never reaches a
`;
}

function sharedTargets(): string {
  return `vpc v 10.0.0.0/16 {
  subnet s 10.0.0.0/18 {
${times(1500, (index) => `    instance i${index}\n`)}  }
  target-group g tcp 80 { targets ${list(1500, (index) => `i${index}`)} }
  nlb lb internal {
    subnets s
${times(1500, (index) => `    listen tcp ${index + 1} -> g\n`)}  }
}
expect v reaches lb on tcp 5
`;
}

function transitClaims(): string {
  const vpc = (index: number): string =>
    `vpc v${index} 10.${index & 255}.0.0/16 { subnet s 10.${index & 255}.0.0/24 { route 10.0.0.0/8 -> hub  instance a } }\n`;
  return `${times(300, vpc)}transit-gateway hub {
${times(300, (index) => `  attach v${index} { subnets v${index}.s }\n`)}}
${times(500, (index) => `expect v${index % 300}.a reaches v${(index * 7) % 300}.a on tcp 22\n`)}`;
}

function rulesBetweenGroups(): string {
  const rules = (peer: string): string => times(500, (index) => `    ingress tcp ${index + 1} from ${peer}\n`);
  return `vpc v 10.0.0.0/16 {
  subnet s 10.0.0.0/18 {
${times(1500, (index) => `    instance i${index} { security-groups g, h }\n`)}  }
  security-group g {
${rules('h')}  }
  security-group h {
${rules('g')}  }
}
${times(700, (index) => `expect i${index} never reaches i${index + 1} on udp ${index}\n`)}`;
}

function balancersAndTargets(): string {
  return `vpc v 10.0.0.0/16 {
  subnet s 10.0.0.0/18 {
${times(1500, (index) => `    instance i${index}\n`)}  }
  target-group g http 80 { targets ${list(1500, (index) => `i${index}`)} }
${times(700, (index) => `  alb l${index} internal { subnets s  listen http 80 -> g }\n`)}}
`;
}
