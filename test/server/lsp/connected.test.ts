// Gateways, peering connections, endpoints and other resources that connect networks: hovers, outline, completion.
import assert from 'node:assert/strict';
import { type DocumentSymbol, MarkupContent } from 'vscode-languageserver-types';
import { open } from '#test/support/open-text.ts';

const NETWORK = `
network hq 192.168.0.0/16
network s3 52.216.0.0/15
network clients 10.8.0.0/24 behind dual
prefix-list partners 203.0.113.0/24, 198.51.100.0/24 "Our partners"
vpn hq-link { remote hq }
vpn default-link { vpc b  remote hq announces 0.0.0.0/0 }
peering a-to-b { vpcs a, b }
vpc a 10.0.0.0/16 {
  igw main { route 10.0.1.0/24 -> inspect }
  regional nat out { elastic-ip 203.0.113.11 }
  endpoint storage gateway { service s3  serves s3  subnets app }
  endpoint registry interface { service ecr.api  subnets app  security-groups vpce }
  endpoint inspect gateway-load-balancer { subnets gear }
  kubernetes-service shop { node-port 31080  pods cart:8080 }
  subnet app 10.0.1.0/24 {
    route 0.0.0.0/0 -> out
    route 10.1.0.0/16 -> a-to-b
    route 192.168.0.0/16 -> hub
    instance dual 10.0.1.60 { interface eth1 10.0.2.60 { subnets gear } }
    node worker
    pod cart { on worker }
  }
  subnet gear 10.0.2.0/24 { route 0.0.0.0/0 -> main  route 10.8.0.0/16 -> blackhole }
  security-group vpce { ingress tcp 443 from partners }
}
vpc b 10.1.0.0/16 { subnet far 10.1.1.0/24 }
transit-gateway hub {
  attach a { subnets gear  route-table spokes  appliance-mode on }
  attach hq-link { propagate spokes }
  route-table spokes { route 10.9.0.0/16 -> blackhole }
}
`;

describe('hovers of resources that connect networks', () => {
  it('show the attachments and the route tables of a transit gateway', () =>
    checkHover('transit-gateway h<|>ub', [
      /^\*\*Transit gateway hub\*\*/,
      /\| \[a\]\(.*\) \| \[gear\]\(.*\) \| \[spokes\]\(.*\), appliance mode \|/,
      /\| \[hq-link\]\(.*\) \| {2}\| default \|/,
      /\| `10\.9\.0\.0\/16` \| \[blackhole\]\(.*\) \| static \|/,
      /\| `192\.168\.0\.0\/16` \| \[hq-link\]\(.*\) \| propagated \|/,
    ]));

  it('show one route table, with its associated attachments', () =>
    checkHover('route-table s<|>pokes {', [/^\*\*Route table spokes of hub\*\*/, /Associated attachments: \[a\]\(/]));

  it('show an attachment, and a route of a transit gateway', async () => {
    await checkHover('att<|>ach a {', [/^\*\*hub attaches \[a\]/, /interface in \[gear\]/]);
    await checkHover('route 10.9.0.0/16 -<|>> blackhole', [/^\*\*Packets to 10\.9\.0\.0\/16 are dropped\*\*/]);
    await checkHover('ro<|>ute 10.8.0.0/16', [
      /^\*\*Packets from gear to 10\.8\.0\.0\/16 are dropped\*\*: the route is a blackhole\.$/,
    ]);
  });

  it('show both VPCs of a peering connection, with their routes', () =>
    checkHover('peering a-to<|>-b', [
      /\| \[a\]\(.*\) \| 10\.0\.0\.0\/16 \| app: \[10\.1\.0\.0\/16\]/,
      /\| \[b\]\(.*\) \| 10\.1\.0\.0\/16 \| none \|/,
    ]));

  it('show the routes to an endpoint, and its inbound rules', async () => {
    await checkHover('endpoint sto<|>rage', [
      /^\*\*Gateway endpoint storage\*\*/,
      /Leads to s3/,
      /Subnets with a route to it: \[app\]/,
    ]);
    await checkHover('endpoint regis<|>try', [/Inbound rules:\n\n- \[ingress tcp 443 from partners\]/]);
  });

  it('show the CIDR blocks of a prefix list, and the rules that reference it', () =>
    checkHover('prefix-list part<|>ners', [
      /^\*\*Prefix list partners\*\* · Our partners/,
      /- `198\.51\.100\.0\/24`/,
      /rules of \[vpce\]/,
    ]));

  it('distinguish a prefix list from a subnet with the same name', async () => {
    const { services, document, at } = await open(`
prefix-list off<|>ices 198.51.100.0/24
vpc v 10.0.0.0/16 {
  private subnet offices 10.0.1.0/24 { az us-east-1a  instance app { security-groups apps } }
  security-group apps { ingress tcp 22 from v.offices }
}
`);
    const hover = await services.lsp.HoverProvider?.getHoverContent(document, at);
    const value = MarkupContent.is(hover?.contents) ? hover.contents.value : '';
    assert.match(value, /^\*\*Prefix list offices\*\*/);
    assert.match(value, /No security group rule references it\./);
    assert.doesNotMatch(value, /apps/);
  });

  it('show the remote network of a VPN connection', () =>
    checkHover('vpn hq<|>-link', [/\| \[hq\]\(.*\) \| 192\.168\.0\.0\/16 \|/, /Attached to \[hub\]/]));

  it('show what is behind an instance', async () => {
    await checkHover('instance du<|>al', [/Networks behind it: \[clients\]\(/]);
    await checkHover('network cli<|>ents', [/Behind dual/]);
    await checkHover('beh<|>ind dual', [/The instance that forwards packets/]);
  });

  it('show what the other end announces', async () => {
    await checkHover('vpn default<|>-link', [
      /\| \[hq\]\(.*\) \| 192\.168\.0\.0\/16 \|/,
      /The other end announces `0\.0\.0\.0\/0`\./,
    ]);
    await checkHover('announ<|>ces 0.0.0.0/0', [/the other end announces/]);
  });

  it('show the pods of a Kubernetes service', () =>
    checkHover('kubernetes-service sh<|>op', [/\| \[cart\]\(.*\) \| `10\.0\.1\.\d+` \| 8080 \| \[worker\]/]));

  it('show the routes of gateways', async () => {
    await checkHover('igw ma<|>in', [/`10\.0\.1\.0\/24` \| \[route 10\.0\.1\.0\/24 -\\> inspect\]/]);
    await checkHover('route 10.0.1.0/24 -<|>> inspect', [/^\*\*Packets from the internet to 10\.0\.1\.0\/24 go to \[inspect\]/]);
    await checkHover('regional nat o<|>ut', [/Subnets with a route to it: \[app\]/, /route 0\.0\.0\.0\/0 -\\> main/]);
  });

  it('show the internet access through a regional NAT gateway', () =>
    checkHover('subnet a<|>pp', [/IPv4 traffic leaves through out, with the source address `203\.0\.113\.11`/]));

  it('show the resource of an address', async () => {
    await checkHover('elastic-ip 203.0.<|>113.11', [/public address of \[out\]/, /in the prefix list \[Our partners\]/]);
  });
});

describe('the outline of resources that connect networks', () => {
  it('contains their parts', async () => {
    const { services, document, at } = await open(NETWORK);
    const symbols = (await services.lsp.DocumentSymbolProvider?.getSymbols(document, at)) ?? [];
    const lines = listed(symbols);
    for (const line of [
      'partners: prefix-list 203.0.113.0/24, 198.51.100.0/24 “Our partners”',
      'a-to-b: peering',
      '  out: regional nat',
      '  storage: gateway endpoint',
      '  shop: kubernetes-service',
      '      eth1: interface 10.0.2.60',
      'hub: transit-gateway',
      '  attach a: ',
      '  spokes: route-table',
    ])
      assert.ok(lines.includes(line), `${line}\n${lines.join('\n')}`);
  });
});

describe('completion for resources that connect networks', () => {
  it('proposes valid route targets', async () => {
    const labels = await proposed('route 192.168.0.0/16 -> hub', 'route 192.168.0.0/16 -> <|>');
    for (const name of ['hub', 'a-to-b', 'out', 'inspect', 'dual']) assert.ok(labels.includes(name), name);
    for (const name of ['registry', 'cart', 'vpce']) assert.ok(!labels.includes(name), name);
  });

  it('proposes what can have a network behind it: what forwards packets', async () => {
    const labels = await proposed('behind dual', 'behind <|>');
    assert.ok(['dual', 'worker'].every((name) => labels.includes(name)));
    assert.ok(!['cart', 'app', 'vpce'].some((name) => labels.includes(name)));
    assert.ok((await proposed('10.8.0.0/24 behind dual', '10.8.0.0/24 <|>')).includes('behind'));
  });

  it('proposes what the remote end announces', async () => {
    const labels = await proposed('remote hq announces 0.0.0.0/0', 'remote hq <|>');
    assert.ok(labels.includes('announces'));
  });

  it('proposes AWS services', async () => {
    const labels = await proposed('service ecr.api', 'service <|>');
    assert.ok(labels.includes('ssmmessages') && labels.includes('s3'));
  });

  it('proposes only pods for a Kubernetes service', async () => {
    const labels = await proposed('pods cart:8080', 'pods <|>');
    assert.ok(labels.includes('cart') && !labels.includes('worker'));
  });
});

async function checkHover(marked: string, expected: readonly RegExp[]): Promise<void> {
  const { services, document, at } = await open(NETWORK.replace(marked.replace('<|>', ''), marked));
  const hover = await services.lsp.HoverProvider?.getHoverContent(document, at);
  const value = MarkupContent.is(hover?.contents) ? hover.contents.value : '';
  for (const pattern of expected) assert.match(value, pattern);
}

async function proposed(old: string, marked: string): Promise<readonly string[]> {
  const { services, document, at } = await open(NETWORK.replace(old, marked));
  const list = await services.lsp.CompletionProvider?.getCompletion(document, at);
  return (list?.items ?? []).map(({ label }) => label);
}

function listed(symbols: readonly DocumentSymbol[], indent = ''): readonly string[] {
  return symbols.flatMap(({ name, detail, children }) => [
    `${indent}${name}: ${detail ?? ''}`,
    ...listed(children ?? [], `${indent}  `),
  ]);
}
