// Hovers of flows, expectations, resources, rules, addresses and keywords.
import assert from 'node:assert/strict';
import { MarkupContent } from 'vscode-languageserver-types';
import { open, textIn } from '#test/support/open-text.ts';

const NETWORK = `
host dockerhub 52.85.123.45 "registry-1.docker.io"
vpc v 10.0.0.0/16 {
  igw main
  public subnet open 10.0.0.0/24 {
    az us-east-1a
    route 0.0.0.0/0 -> main
    nat out { elastic-ip 203.0.113.10 }
  }
  /** Where the *work* is done. */
  subnet closed 10.0.1.0/24 {
    network-acl guard
    route 0.0.0.0/0 -> out
    node worker 10.0.1.100 "<b>Worker</b>" { security-groups nodes }
  }
  subnet island 10.0.2.0/24 { route 10.8.0.0/16 -> blackhole "Retired"  database orders { engine postgres  security-groups data } }
  security-group nodes { ingress tcp 22 from 10.0.0.0/24 }
  security-group data { ingress tcp 5432, 5433 from nodes, 10.0.9.0/24 }
  network-acl guard {
    inbound 100 allow tcp 1024-65535 from any
    inbound 200 deny all from any
    outbound 100 allow all to any "Any <b>way</b>"
  }
  alb shop internet-facing {
    subnets open
    security-groups web
    listen https 443 -> app { path "/cart" redirect http 80 }
  }
  target-group app http 8080 { targets worker  health-check http 8081 }
  security-group web { ingress tcp 443 from internet "Customers" }
}
flow pull { worker:45678 -> dockerhub tcp 443 }
flow image-pull "Two steps" {
  worker -> dockerhub tcp 443 "out"
  dockerhub -> worker tcp 22 dropped "not in"
}
flow dns { worker -> orders tcp 80 }
expect worker reaches dockerhub on tcp 443
expect internet never reaches worker
expect worker reaches orders on tcp 80
`;

/** A target that calls its own load balancer: half of its connections come back to itself. */
const INTERMITTENT = `
vpc v 10.0.0.0/16 {
  subnet a 10.0.4.0/24 { instance one { security-groups g }  instance two { security-groups g } }
  nlb lb internal { subnets a  listen tcp 80 -> both }
  target-group both tcp 80 { targets one, two }
  security-group g { ingress tcp 80 from 10.0.0.0/16 }
}
flow own { one -> lb tcp 80 }
`;

describe('hover', () => {
  describe('on a step of a flow', () => {
    it('shows the verdict first, then the path hop by hop, with packets, translations and connection entries', () =>
      checkHover('worker:45678 -<|>> dockerhub tcp 443', [
        /^\*\*✓ delivered\*\*\n/,
        /worker → closed → out → main → dockerhub · egress · `tcp 10\.0\.1\.100:45678 → 52\.85\.123\.45:443`/,
        /\| ✓ \| out \| translate \| \[nat out\]\(file:\/\/\/test-\d+\/main\.netarch#L8\) \| 10\.0\.0\.4:12345 → 52\.85\.123\.45:443 \|/,
        /\| {2}\| Return \| step \|/,
        /`10\.0\.1\.100:45678` ↔ `10\.0\.0\.4:12345` ↔ `203\.0\.113\.10:12345` ↔ `52\.85\.123\.45:443` \| 350 s idle \|/,
      ]));

    it('shows a picture of the path', () =>
      checkHover('worker:45678 -<|>> dockerhub tcp 443', [/!\[[^\]]+\]\(data:image\/svg\+xml;base64,[\w+/=]+\|width=\d+\)/]));

    it('shows where the packet is dropped, why, and what to do', () =>
      checkHover('worker -<|>> orders tcp 80', [
        /^\*\*✗ dropped at orders: /,
        /\*\*at orders\*\*: .*\n {2}→ Add a rule for this traffic to one of the security groups\./,
        /\n\n\*\*Suggested fix\*\*\n\n- in \[[a-z-]+\]\(.*#L\d+\): `ingress tcp 80 from .+`\n/,
        /\| ✗ \| orders \| filter \|/,
      ]));

    it('shows one connection that works, and each case that fails with its share', async () => {
      const { value } = await hoverAt('one -<|>> lb', INTERMITTENT);
      assert.match(value, /^\*\*~ intermittent: when lb uses one \(50 %\), dropped at lb: /);
      assert.match(value, /\| ✓ \| two \| deliver \|/);
      assert.match(value, /\n- \*\*at lb\*\*: The client itself is the selected target/);
      assert.match(value, /\*\*Suggested fix\*\*\n\n- in \[.+\]\(.+\): `preserve-client-ip off`\n/);
    });

    it('covers the whole step', async () => {
      const { range, document } = await hoverAt('worker:45678 -<|>> dockerhub tcp 443');
      assert.equal(range && textIn(document, range), 'worker:45678 -> dockerhub tcp 443');
    });
  });

  it('on a flow with one step shows the full trace', () =>
    checkHover('flow pu<|>ll', [/^\*\*Flow pull\*\*/, /\| ✓ \| out \| translate/]));

  it('on a longer flow shows one line for each step', () =>
    checkHover('fl<|>ow image-pull', [
      /^\*\*Flow image-pull\*\* · Two steps/,
      /1\. \[out\]\(.*#L34\) {2}\n✓ worker → closed → out → main → dockerhub: delivered/,
      /2\. \[not in\]\(.*\) {2}\n✗ .*dropped/,
    ]));

  describe('on an expectation', () => {
    it('says that it holds, with an example', () =>
      checkHover('expect worker rea<|>ches dockerhub', [
        /^\*\*✓ holds\*\*: worker → closed/,
        /For example:/,
        /\*\*✓ delivered\*\*/,
      ]));
    it('says that a `never` expectation holds', () =>
      checkHover('internet nev<|>er reaches', [/^\*\*✓ holds\*\*: /, /\*\*✗ dropped/]));
    it('shows a counterexample', () =>
      checkHover('expect worker reaches orders <|>on', [/^\*\*✗ does not hold\*\*: Dropped at orders/, /\| ✗ \| orders/]));
    it('shows the result also on a name in it, then describes the resource', () =>
      checkHover('expect work<|>er reaches dockerhub', [
        /^\*\*✓ holds\*\*: worker → closed → out → main → dockerhub/,
        /\n\n---\n\n\*\*Node worker\*\*/,
      ]));
  });

  describe('on a resource', () => {
    it('shows the health checks of a target group', () =>
      checkHover('target-group a<|>pp http', [/Health checks use http 8081\./, /- \[worker\]\(.*\) `10\.0\.1\.100:8080`/]));
    it('explains why a subnet is public', () =>
      checkHover('subnet op<|>en', [/^\*\*Subnet open\*\*/, /public, because 0\.0\.0\.0\/0 goes to main/]));

    it('shows the internet access of a private subnet, its routes, and its comment', () =>
      checkHover('subnet clo<|>sed', [
        /Where the \*work\* is done\./,
        /private, because no route leads to an internet gateway/,
        /IPv4 traffic leaves through out, with the source address `203\.0\.113\.10`\. \(\[route 0\.0\.0\.0\/0 -\\> out\]\(.*#L13\)\)/,
        /\| `10\.0\.0\.0\/16` \| route 10\.0\.0\.0\/16 -\\> local \|/,
      ]));

    it('says that a subnet has no internet access', () =>
      checkHover('subnet isl<|>and', [/No internet access: the route table has no default route\./]));

    it('lists the inbound rules', () =>
      checkHover('database ord<|>ers', [
        /Inbound rules:\n\n- \[ingress tcp 5432, 5433 from nodes\]\(.*#L18\)/,
        /Serves port 5432/,
      ]));

    it('shows an assigned address', () =>
      checkHover('nat o<|>ut', [
        /Address 10\.0\.0\.4 in open, public address 203\.0\.113\.10/,
        /Subnets with a route to it: \[closed\]/,
      ]));
    it('lists the resources that use a security group', () =>
      checkHover('security-group no<|>des', [/egress all to any \(default\)/, /Used by \[worker\]/]));
    it('lists the entries of a network ACL and its subnets', () =>
      checkHover('network-acl gu<|>ard {', [/\| inbound \| \[200 deny\]\(.*\) \| all from anywhere \|/, /Used by \[closed\]/]));
    it('lists the targets of a target group', () =>
      checkHover('target-group a<|>pp', [/- \[worker\]\(.*\) `10\.0\.1\.100:8080`/]));
    it('lists the subnets of a VPC', () =>
      checkHover('vpc <|>v', [/\| \[island\]\(.*\) \| 10\.0\.2\.0\/24 \| {2}\| private \|/]));
    it('lists the subnets with a route to an internet gateway', () =>
      checkHover('igw ma<|>in', [/Subnets with a route to it: \[open\]/]));
    it('lists its expectations', () => checkHover('node wor<|>ker', [/✗ \[expect worker reaches orders on tcp 80\]\(.*#L40\)/]));
    it('is the same on references', () => checkHover('-> ma<|>in', [/^\*\*Internet gateway main\*\*/]));

    it('never interprets a label as markup', () =>
      checkHover('node wor<|>ker', [/^\*\*Node worker\*\* · &lt;b\\>Worker&lt;\/b\\>\n/]));
  });

  describe('on a part of a resource', () => {
    it('a route', () =>
      checkHover('rou<|>te 0.0.0.0/0 -> main', [
        /^\*\*All other IPv4 packets from open go to \[main\]/,
        /makes the subnet public/,
      ]));
    it('a rule with several peers', () =>
      checkHover('ingr<|>ess tcp 5432', [
        /^\*\*Allows tcp 5432, 5433 in from nodes, 10\.0\.9\.0\/24\*\*/,
        /Applies to \[orders\]/,
      ]));
    it('an entry of a network ACL', () =>
      checkHover('de<|>ny all', [
        /^\*\*Denies all into the subnet from anywhere\*\*/,
        /Evaluated after 100; the first match decides\./,
      ]));
    it('with its label', async () => {
      await checkHover('ingr<|>ess tcp 443 from internet', [/^\*\*Allows tcp 443 in from internet\*\* · Customers\n/]);
      await checkHover('out<|>bound 100', [/^\*\*Allows all out of the subnet to anywhere\*\* · Any &lt;b\\>way&lt;\/b\\>\n/]);
      await checkHover('rou<|>te 10.8.0.0/16', [/^\*\*Packets from island to 10\.8\.0\.0\/16 are dropped\*\*: .* · Retired$/]);
      await checkHover('security-group w<|>eb { in', [/- \[ingress tcp 443 from internet\]\([^)]*\) · Customers/]);
      await checkHover('network-acl gu<|>ard {', [/\| all to anywhere · Any/]);
      await checkHover('subnet isl<|>and', [/\[route 10\.8\.0\.0\/16 -\\> blackhole\]\([^)]*\) · Retired/]);
    });
    it('a listener', () =>
      checkHover('lis<|>ten https', [
        /^\*\*shop listens for https connections on port 443\*\*/,
        /path "\/cart": redirect to http 80/,
        /Default: forward to \[app\]\(.*\), worker:8080/,
      ]));
    it('a rule of a listener', () => checkHover('redir<|>ect http', [/path "\/cart": redirect to http 80$/]));
  });

  describe('on an address', () => {
    it('shows the resource that has it', () =>
      checkHover('10.0.1.1<|>00 "', [
        /^\*\*10\.0\.1\.100\*\*/,
        /address of \[worker\]/,
        /in the subnet \[closed\]/,
        /private.*RFC 1918/,
      ]));
    it('finds public addresses', () =>
      checkHover('elastic-ip 203.0.<|>113.10', [/public address of \[out\]/, /reserved for documentation/]));
    it('shows what a CIDR block contains', () =>
      checkHover('vpc v 10.0.<|>0.0/16', [
        /65,536 addresses, 10\.0\.0\.0 to 10\.0\.255\.255/,
        /CIDR block of the VPC \[v\]/,
        /contains subnet \[open\]/,
      ]));
    it('explains the default route', () => checkHover('route 0.0.<|>0.0/0 -> main', [/all IPv4 addresses/]));
  });

  it('explains keywords', () =>
    checkHover('elastic<|>-ip 203', [
      /^`elastic-ip`: A static public IPv4 address\. Without an address, AWS chooses one, and netarch shows an example\.$/,
    ]));
  it('explains the internet', () => checkHover('from inter<|>net', [/^\*\*Internet\*\*/]));

  it('explains what is external and what is unknown', async () => {
    for (const [text, meaning] of [
      ['exter<|>nal vpc shared 10.9.0.0/16', /Exists elsewhere/],
      ['external vpc sha<|>red 10.9.0.0/16', /What is in it is unknown/],
      ['prefix-list cdn unk<|>nown "Managed by AWS"', /Something exists here that is not known/],
    ] as const) {
      const { services, document, at } = await open(text);
      const hover = await services.lsp.HoverProvider?.getHoverContent(document, at);
      assert.match(MarkupContent.is(hover?.contents) ? hover.contents.value : '', meaning);
    }
  });

  it('names the targets of load balancers: resources, addresses, and that there are unknown ones', async () => {
    const text = `
vpc v 10.0.0.0/16 {
  subnet a 10.0.0.0/24 { az us-east-1a  instance web { security-groups open } }
  nlb front internal { subnets a  listen tcp 80 -> group }
  target-group group tcp 8080 { targets web, 10.0.0.99:9090, unknown "Registered by ECS" }
  clb old internal { subnets a  listen http 80 -> 8080  targets web }
  security-group open { ingress tcp 80, 8080 from 10.0.0.0/16 }
}`;
    for (const [marked, pattern] of [
      ['listen tcp 8<|>0 -> group', /forward to \[group\]\S+, web:8080, 10\.0\.0\.99:9090, unknown$/],
      ['target-group gro<|>up tcp', /- \[10\.0\.0\.99\]\S+\n- \[unknown\]\S+: Registered by ECS$/],
      ['listen http 8<|>0 -> 8080', /Default: forward to web:8080$/],
      ['clb ol<|>d internal', /Listens on http 80, forwards to its targets/],
    ] as const)
      assert.match((await hoverAt(marked, text)).value, pattern, marked);
  });

  it('says what of a resource is unknown', async () => {
    const text = `
external security-group monitoring
prefix-list cdn 192.0.2.0/24, unknown "Managed by AWS"
vpc v 10.0.0.0/16 {
  subnet a unknown { az us-east-1a }
  alb entry internal { subnets a, unknown "The other zones" }
}`;
    for (const [marked, pattern] of [
      ['security-group moni<|>toring', /its rules are unknown/],
      ['prefix-list cd<|>n', /Further blocks are unknown: Managed by AWS\./],
      ['vpc <|>v 10', /\| \[a\]\S+ \| unknown \| us-east-1a \|/],
      ['alb ent<|>ry', /Further subnets unknown: The other zones/],
    ] as const)
      assert.match((await hoverAt(marked, text)).value, pattern, marked);
  });

  it('shows the zones and rules of a VPC, and the firewall that its subnets route to', async () => {
    const text = `
vpc v 10.0.0.0/16 {
  subnet a 10.0.0.0/24 { az us-east-1a  route 0.0.0.0/0 -> guard }
  subnet b 10.0.1.0/24 { az us-east-1a }
  firewall guard { subnets b }
}
private-zone zone shop.internal { vpcs v }
resolver-rule rule "." { vpcs v }
private-zone other other.internal`;
    const vpc = (await hoverAt('vpc <|>v 10', text)).value;
    assert.match(vpc, /Private hosted zones: \[zone\]\S+ \(`shop\.internal`\)\.\n\nResolver rules: \[rule\]\S+ \(`\.`\)\./);
    assert.match((await hoverAt('subnet <|>a 10', text)).value, /IPv4 traffic first passes the firewall guard\./);
  });

  it('is empty in comments, labels and white space', async () => {
    for (const text of ['// a com<|>ment\nvpc v', 'host h 192.0.2.1 "lab<|>el"', 'vpc v {\n <|> igw main }']) {
      const { services, document, at } = await open(text);
      assert.equal(await services.lsp.HoverProvider?.getHoverContent(document, at), undefined, text);
    }
  });

  it('exists in an incomplete file', async () => {
    const { services, document, at } = await open('vpc v 10.0.0.0/16 {\n  subnet a<|> 10.0.0.0/24 {\n    node\n');
    const hover = await services.lsp.HoverProvider?.getHoverContent(document, at);
    assert.match(MarkupContent.is(hover?.contents) ? hover.contents.value : '', /Subnet a/);
  });
});

async function checkHover(marked: string, expected: readonly RegExp[]): Promise<void> {
  const { value } = await hoverAt(marked);
  for (const pattern of expected) assert.match(value, pattern);
}

async function hoverAt(marked: string, text = NETWORK) {
  const { services, document, at } = await open(text.replace(marked.replace('<|>', ''), marked));
  const hover = await services.lsp.HoverProvider?.getHoverContent(document, at);
  return { document, range: hover?.range, value: MarkupContent.is(hover?.contents) ? hover.contents.value : '' };
}
