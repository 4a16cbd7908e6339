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
