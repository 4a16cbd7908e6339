// Completion of keywords, names and values.
import assert from 'node:assert/strict';
import type { CompletionItem } from 'vscode-languageserver-types';
import { open } from '#test/support/open-text.ts';

const NETWORK = `
vpc v 10.0.0.0/16 {
  region us-east-1
  igw main
  subnet a 10.0.0.0/24 { az us-east-1a  nat out }
  subnet b 10.0.1.0/24 {
    node worker 10.0.1.4 "The worker"
    node other
    nat-instance box
    database store
  }
  security-group nodes
  CURSOR
}
vpc w 10.1.0.0/16 { subnet far 10.1.0.0/24 { node remote }  security-group theirs }
host hub 192.0.2.1
flow pull { v.worker -> hub tcp 80 }
`;

describe('completion of keywords', () => {
  it('proposes the declarations of a file', () =>
    checkProposals('<|>', ['vpc', 'flow', 'expect', 'host', 'import', 'instance'], ['region', 'route', 'tcp']));
  it('proposes the declarations of a VPC', () =>
    checkProposals('vpc v {\n  <|>\n}', ['subnet', 'igw', 'region', 'public', 'alb'], ['vpc', 'az', 'host']));
  it('proposes the declarations of a subnet', () =>
    checkProposals('vpc v { subnet a {\n <|>\n} }', ['az', 'route', 'nat', 'node', 'network-acl'], ['subnet', 'region']));
  it('proposes properties in a block on one line', () =>
    checkProposals('vpc v { subnet a { az x  <|> } }', ['route', 'nat'], ['subnet']));
  it('proposes no keywords in place of a new name', () =>
    checkProposals('vpc v {\n subnet <|>\n}', [], ['az', 'subnet', 'public']));
  it('proposes no declarations after a name', () => checkProposals('vpc v {\n subnet a <|>\n}', [], ['igw', 'subnet', 'region']));
  it('proposes values of a property', () => checkProposals('vpc v { alb a <|> }', ['internet-facing', 'internal'], []));
  it('proposes protocols', () =>
    checkProposals('vpc v { security-group g { ingress <|> } }', ['tcp', 'udp', 'icmp', 'all', 'none'], ['ingress']));
  it('proposes the beginning of a step on a new line, not the continuation of the previous step', () =>
    checkProposals('host h 192.0.2.1\nflow f {\n internet -> h\n <|>\n}', ['internet', 'every', 'h'], ['tcp', 'idle']));
  it('proposes the continuation of a step after an end', () =>
    checkProposals('host h 192.0.2.1\nflow f { internet -> h <|> }', ['tcp', 'dropped', 'idle'], []));
  it('proposes the continuation of an expectation', () =>
    checkProposals('host h 192.0.2.1\nexpect h <|>', ['reaches', 'never'], ['h', 'vpc']));
  it('documents keywords', async () => {
    const items = await proposals('vpc v {\n ig<|>\n}');
    assert.match(JSON.stringify(items.find(({ label }) => label === 'igw')?.documentation), /internet gateway/);
  });
  it('works after incomplete text', () => checkProposals('vpc v {\n subnet\n igw main\n <|>\n}', ['subnet', 'igw'], ['vpc']));
});

describe('completion of names', () => {
  it('proposes targets of a route: gateways, and only workloads that forward packets', () =>
    checkIn('route-table t { route 0.0.0.0/0 -> <|> }', ['main', 'out', 'box', 'worker'], ['store', 'nodes', 'a']));
  it('proposes a blackhole as the target of a route', () =>
    checkIn('route-table t { route 10.9.0.0/16 -> <|> }', ['blackhole'], []));
  it('proposes that a peer, a group or a target is unknown', async () => {
    await checkIn('security-group g { ingress tcp 443 from <|> }', ['unknown', 'any', 'nodes'], []);
    await checkIn('database d { security-groups <|> }', ['unknown', 'nodes'], []);
    await checkIn('target-group t http 80 { targets <|> }', ['unknown', 'worker'], []);
    await checkIn('route-table t { route 10.9.0.0/16 -> <|> }', ['unknown', 'blackhole'], []);
  });
  it('proposes that a security group is external', () =>
    checkProposals('vpc v {\n external <|>\n}', ['security-group'], ['subnet', 'igw']));
  it('proposes resources of the same VPC first, others by their qualified names', async () => {
    const items = await proposals(NETWORK.replace('CURSOR', 'database d { security-groups <|> }'));
    const sorted = items.toSorted((a, b) => `${a.sortText}${a.label}`.localeCompare(`${b.sortText}${b.label}`));
    assert.deepEqual(
      sorted.map(({ label }) => label),
      ['nodes', 'w.theirs', 'unknown'],
    );
  });
  it('shows address and label', async () => {
    const items = await proposals(NETWORK.replace('CURSOR', 'target-group t http 80 { targets <|> }'));
    assert.equal(items.find(({ label }) => label === 'worker')?.detail, 'node 10.0.1.4 “The worker”');
  });
  it('proposes nodes for pods', () => checkIn('subnet c { pod p { on <|> } }', ['worker', 'other'], ['box', 'remote', 'main']));
  it('proposes both ends of an expectation', () =>
    checkProposals(`${NETWORK}\nexpect worker reaches <|>`, ['hub', 'v', 'other', 'w', 'remote', 'internet', 'every'], ['pull']));
  it('proposes the resources of a VPC after a dot', () =>
    checkProposals(`${NETWORK}\nexpect v.<|>`, ['v.worker', 'v.a'], ['w.far', 'hub']));
  it('finds a resource of another VPC by its short name', () =>
    checkIn('database d { security-groups the<|> }', ['w.theirs'], ['nodes']));
  it('proposes names of imported files', async () => {
    const { services, cursorDocument, at } = await open({
      'main.netarch': 'import "./shared.netarch"\nexpect <|>',
      'shared.netarch': 'network office 198.51.100.0/24',
    });
    const list = await services.lsp.CompletionProvider?.getCompletion(cursorDocument, at);
    assert.ok(list?.items.some(({ label }) => label === 'office'));
  });
});

describe('completion of values', () => {
  it('proposes the next free block for a subnet', () => checkIn('subnet c <|>', ['10.0.2.0/24'], []));
  it('proposes a block that does not overlap other VPCs', () =>
    checkProposals('vpc v 10.0.0.0/16\nvpc w <|>', ['10.1.0.0/16'], []));
  it('proposes the length of an IPv6 block', async () => {
    await checkProposals('vpc v 10.0.0.0/16, ipv6 <|>', ['/56'], ['/64']);
    await checkIn('subnet c ipv6 <|>', ['/64'], ['/56']);
  });
  it('proposes a free address for a workload', () =>
    checkProposals('vpc v 10.0.0.0/16 {\n subnet b 10.0.1.0/24 {\n node a 10.0.1.4\n node c <|>\n }\n}', ['10.0.1.5'], []));
  it('proposes Availability Zones of the region', () =>
    checkIn('subnet c { az <|> }', ['us-east-1a', 'us-east-1b', 'us-east-1c'], []));
  it('proposes regions', () => checkProposals('vpc v { region eu<|> }', ['eu-central-1', 'eu-west-1'], ['us-east-1']));
  it('proposes engines', () => checkIn('database d { engine <|> }', ['postgres', 'mysql'], []));
  it('proposes default routes', () => checkIn('route-table t { route <|> }', ['0.0.0.0/0', '::/0'], []));
  it('proposes the next rule number', () =>
    checkIn('network-acl n {\n inbound 100 allow all from any\n inbound <|>\n}', ['110'], []));
});

describe('completion by kind', () => {
  const has = async (block: string, lines: readonly string[], others: readonly string[]): Promise<void> =>
    checkIn(`${block} {\n    <|>\n  }`, lines, others);

  it('proposes the lines that a kind of load balancer has', async () => {
    await has('alb x', ['listen', 'security-groups'], ['targets', 'elastic-ip', 'enforce-on-privatelink']);
    await has('nlb x', ['listen', 'elastic-ip', 'enforce-on-privatelink'], ['targets', 'health-check']);
    await has('clb x', ['listen', 'targets', 'health-check'], ['elastic-ip', 'ip-address-type']);
    await has('gwlb x', ['targets', 'health-check', 'ip-address-type'], ['listen', 'security-groups', 'elastic-ip']);
    await has('target-group x http 80', ['targets', 'health-check'], ['listen']);
    await checkIn('gwlb x <|>', [], ['internal', 'internet-facing']);
    await checkIn('gwlb x { ip-address-type <|> }', ['ipv4', 'dualstack'], ['dualstack-without-public-ipv4']);
  });
  it('proposes the protocols and actions of its listeners', async () => {
    await checkIn('alb x { listen <|> }', ['http', 'https'], ['tcp', 'udp', 'tls']);
    await checkIn('clb x { listen <|> }', ['http', 'https', 'tcp', 'tls'], ['udp']);
    await checkIn('alb x { listen http 80 <|> }', ['redirect', 'fixed-response'], []);
    await checkIn('nlb x { listen tcp 80 <|> }', [], ['redirect', 'fixed-response']);
    await checkIn('alb x { listen http 80 fixed-response <|> }', ['404', '503'], []);
    await checkIn('gwlb x { health-check <|> }', ['tcp', 'http', 'https'], []);
  });
  it('proposes the lines of a workload, and of an endpoint', async () => {
    await has('fleet x', ['count', 'subnets', 'public-ip'], ['engine', 'on', 'elastic-ip', 'interface', 'source-dest-check']);
    await has('database x', ['engine', 'subnets'], ['count', 'on', 'external-snat']);
    await has('endpoint x interface', ['private-dns', 'serves'], ['route-tables', 'preserve-client-ip']);
    await has('endpoint x gateway-load-balancer', ['serves', 'subnets'], ['security-groups', 'private-dns']);
  });
  it('proposes lines of the next declaration after a block', () =>
    checkIn('clb x { }\n  <|>', ['alb', 'firewall', 'security-group'], []));
  it('proposes what can be external, and the Region of an external VPC', async () => {
    await checkProposals('external <|>', ['vpc', 'security-group'], ['host', 'external']);
    await checkProposals('external vpc x 10.9.0.0/16 {\n  <|>\n}', ['region'], ['subnet', 'instance', 'dns-support']);
    await checkProposals('external vpc x 10.9.0.0/16 { }\n<|>', ['host', 'vpc', 'instance'], []);
  });
});

describe('completion of names by kind', () => {
  const WITH = `gwlb fence { subnets a  targets worker }  clb old { subnets a }  nlb net { subnets a }  alb shop { subnets a }
  lambda fn  fleet many { subnets a }  endpoint way gateway-load-balancer { subnets a }  firewall guard { subnets b }
  resolver-endpoint queries-in inbound { subnets a, b }  resolver-endpoint queries-out outbound { subnets a, b }`;
  const check = (marked: string, expected: readonly string[], unexpected: readonly string[]): Promise<void> =>
    checkProposals(
      `${NETWORK.replace('CURSOR', WITH)}\nvpc more 10.5.0.0/16 { subnet s 10.5.0.0/24 { } }\n${marked}`,
      expected,
      unexpected,
    );
  const checkInside = (marked: string, expected: readonly string[], unexpected: readonly string[]): Promise<void> =>
    checkIn(`${WITH}\n  ${marked}`, expected, unexpected);

  it('proposes targets that the load balancer can have', async () => {
    await checkInside('gwlb x { targets <|> }', ['worker', 'box', 'many'], ['store', 'fn', 'shop', 'fence']);
    await checkInside('clb x { targets <|> }', ['worker', 'many'], ['store', 'fn', 'net']);
    await checkInside('target-group x tcp 80 { targets <|> }', ['worker', 'fn', 'shop', 'many'], ['net', 'old', 'fence']);
  });
  it('proposes services that the endpoint can have', async () => {
    await checkInside('endpoint x gateway-load-balancer { serves <|> }', ['fence'], ['net', 'shop', 'hub']);
    await checkInside('endpoint x interface { serves <|> }', ['net', 'hub'], ['fence', 'shop', 'old']);
    await checkInside('endpoint x gateway { serves <|> }', ['hub'], ['fence', 'net']);
  });
  it('proposes what inspects packets as the target of an internet gateway', () =>
    checkInside('igw x { route 10.0.0.0/24 -> <|> }', ['guard', 'way', 'worker'], ['main', 'out', 'x']));
  it('proposes resolver endpoints by their direction', async () => {
    await check('resolver-rule r corp.example { via <|> }', ['queries-out'], ['queries-in']);
    await check('resolver-rule r corp.example { forward <|> }', ['queries-in', 'worker', 'hub'], ['queries-out', 'fn']);
  });
  it('proposes the associated subnets of a Client VPN endpoint, its VPC, and a block for its clients', async () => {
    await checkInside('client-vpn x 10.200.0.0/22 { subnets a  route 0.0.0.0/0 via <|> }', ['a'], ['b']);
    await checkInside('client-vpn x 10.200.0.0/22 { authorize <|> }', ['10.0.0.0/16', '0.0.0.0/0'], []);
    await checkInside('client-vpn x <|>', ['10.2.0.0/22'], ['10.0.0.0/16']);
  });
});

describe('completion of domain names', () => {
  const ZONES = `${NETWORK}
private-zone zone shop.internal { vpcs v  record db -> v.store  record "@" -> hub  record "*" -> hub  record "1a" -> hub }
resolver-rule rule corp.example { vpcs v  forward 192.0.2.9 }
`;
  it('proposes the records and the domains of rules behind resolves', async () => {
    const names = ['db.shop.internal', 'shop.internal', 'corp.example', '"1a.shop.internal"'];
    await checkProposals(`${ZONES}expect worker resolves <|>`, names, ['*.shop.internal']);
    await checkProposals(`${ZONES}expect worker never resolves <|>`, names, ['worker']);
    await checkProposals(`${ZONES}expect worker resolves db.sh<|>`, ['db.shop.internal'], ['corp.example']);
  });
  it('proposes them in quotes as a receiver', async () => {
    await checkProposals(`${ZONES}expect worker reaches "<|>"`, ['"db.shop.internal"'], ['worker', 'db.shop.internal']);
    await checkProposals(`${ZONES}expect worker reaches <|>`, ['"db.shop.internal"', 'worker'], []);
  });
  it('proposes those of imported files', async () => {
    const { services, cursorDocument, at } = await open({
      'main.netarch': 'import "./zone.netarch"\nhost h 192.0.2.7\nexpect h resolves <|>',
      'zone.netarch': 'private-zone z corp.example { record wiki -> 192.0.2.8 }',
    });
    const list = await services.lsp.CompletionProvider?.getCompletion(cursorDocument, at);
    assert.deepEqual(
      list?.items.map(({ label }) => label),
      ['wiki.corp.example'],
    );
  });
  it('proposes special names of records', () => checkProposals(`${ZONES}private-zone z b.c { record <|> }`, ['"@"', '"*"'], []));
});

async function checkIn(marked: string, expected: readonly string[], unexpected: readonly string[]): Promise<void> {
  await checkProposals(NETWORK.replace('CURSOR', marked), expected, unexpected);
}

async function checkProposals(text: string, expected: readonly string[], unexpected: readonly string[]): Promise<void> {
  const labels = (await proposals(text)).map(({ label }) => label);
  for (const label of expected) assert.ok(labels.includes(label), `${label} is missing in: ${labels.join(', ')}`);
  for (const label of unexpected) assert.ok(!labels.includes(label), `${label} should not be in: ${labels.join(', ')}`);
}

async function proposals(text: string): Promise<readonly CompletionItem[]> {
  const { services, document, at } = await open(text);
  return (await services.lsp.CompletionProvider?.getCompletion(document, at))?.items ?? [];
}
