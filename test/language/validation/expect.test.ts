// Expectations are evaluated for every packet that they cover.
import assert from 'node:assert/strict';
import { shortName } from '#language/network/id.ts';
import { settleClaims } from '#language/validation/claims.ts';
import { networkOf } from '#test/support/trace-text.ts';

const network = (rules: string, acl = ''): string => `
host github 140.82.112.3
network office 198.51.100.0/24
vpc a 10.0.0.0/16 {
  igw main
  subnet public-a 10.0.0.0/24 {
    ${acl && 'network-acl replies'}
    route 0.0.0.0/0 -> main
    instance web 10.0.0.10 { elastic-ip 203.0.113.20  security-groups front }
    nat nat-a { elastic-ip 203.0.113.10 }
  }
  subnet private-a 10.0.1.0/24 {
    route 0.0.0.0/0 -> nat-a
    instance worker 10.0.1.10 { security-groups inner }
  }
  security-group front { ${rules} }
  security-group inner { ingress tcp 8080 from front }
  ${acl && `network-acl replies { ${acl} }`}
}
`;

async function judgement(text: string, claim: string): Promise<string> {
  const { judgements } = settleClaims(await networkOf(`${text}\nexpect ${claim}`));
  const [only] = judgements;
  assert.ok(only, claim);
  assert.equal(only.expectation.text, claim);
  assert.ok(only.holds || only.counterexample, 'a failed expectation has a counterexample');
  return `${only.holds ? 'holds' : 'fails'}: ${only.why}`;
}

describe('expect', () => {
  it('reaches: holds for an allowed port, and fails with the missing rule for others', async () => {
    const text = network('ingress tcp 443 from internet');
    assert.match(await judgement(text, 'internet reaches web on tcp 443'), /^holds/);
    assert.match(
      await judgement(text, 'internet reaches web on tcp 80'),
      /^fails: Dropped at web: None of its ingress rules allows tcp 80/,
    );
    assert.match(await judgement(text, 'internet reaches web'), /^holds/);
    assert.match(await judgement(text, 'internet reaches worker'), /^fails/);
  });

  it('reaches … on a range: every port of the range must be allowed', async () => {
    const text = network('ingress tcp 8000-8099 from internet');
    assert.match(await judgement(text, 'internet reaches web on tcp 8000-8099'), /^holds/);
    assert.match(await judgement(text, 'internet reaches web on tcp 8000-8100'), /^fails: .* tcp 8100 /);
  });

  it('only on: fails if another port gets through', async () => {
    assert.match(await judgement(network('ingress tcp 22, 443 from office'), 'office reaches web only on tcp 22, 443'), /^holds/);
    assert.match(
      await judgement(network('ingress tcp 22, 443 from office'), 'office reaches web only on tcp 22'),
      /^fails: tcp 443 gets through/,
    );
    assert.match(
      await judgement(
        network('ingress tcp 443 from office  ingress udp 50000-50001 from 198.51.100.200/31'),
        'office reaches web only on tcp 443',
      ),
      /^fails: udp 50000-50001 gets through/,
    );
  });

  it('never reaches: fails even for a single external address', async () => {
    assert.match(
      await judgement(network('ingress tcp 22 from 192.0.2.77/32'), 'internet never reaches web'),
      /^fails: tcp 22 gets through: internet/,
    );
    assert.match(await judgement(network('ingress tcp 22 from 10.0.0.0/8'), 'internet never reaches web'), /^holds/);
    assert.match(await judgement(network('ingress tcp 22 from office'), 'internet never reaches web on tcp 443'), /^holds/);
    assert.match(await judgement(network('ingress all from internet'), 'internet never reaches nat-a'), /^holds/);
  });

  it('via: the packet must pass the resources in this order', async () => {
    const text = network('ingress tcp 443 from internet');
    assert.match(await judgement(text, 'worker reaches github on tcp 443 via nat-a, main'), /^holds/);
    assert.match(
      await judgement(text, 'worker reaches github on tcp 443 via main, nat-a'),
      /^fails: The packet arrives without passing nat-a/,
    );
    assert.match(
      await judgement(text, 'web reaches github on tcp 443 via nat-a'),
      /^fails: The packet arrives without passing nat-a/,
    );
  });

  it('a network ACL that allows only some replies: reaches fails, and so does never reaches', async () => {
    const acl = 'inbound 100 allow all from any  outbound 100 allow tcp 1024-32767 to any';
    const text = network('ingress tcp 443 from internet', acl);
    assert.match(await judgement(text, 'internet reaches web on tcp 443'), /^fails: .*some connections work, others do not/);
    assert.match(await judgement(text, 'internet never reaches web on tcp 443'), /^fails: tcp 443 gets through/);
  });

  it('every: all resources of a kind', async () => {
    const text = network('ingress tcp 443 from internet');
    assert.match(await judgement(text, 'every instance reaches github on tcp 443'), /^holds/);
    assert.match(await judgement(text, 'web reaches every instance on tcp 8080'), /^holds/);
  });

  it('one address: also one of the VPC itself, at which its resolver may answer', async () => {
    const text = network('ingress tcp 443 from internet');
    assert.match(await judgement(text, 'worker reaches 10.0.0.2 on udp 53'), /^holds/);
    assert.match(await judgement(text, 'worker never reaches 10.0.0.2 on udp 53'), /^fails: udp 53 gets through/);
    assert.match(await judgement(text, 'worker reaches 10.0.0.200 on tcp 53'), /^fails: .*No resource in a has the address/);
    assert.match(await judgement(text, 'worker never reaches 10.0.0.200'), /^holds/);
  });

  it('reaches without traffic: something must get through from each address of a network', async () => {
    const line = (blocks: string): string => `
network hq 192.168.0.0/24
vpc a 10.0.0.0/16 {
  subnet s 10.0.0.0/24 { propagate line  instance web { security-groups open } }
  security-group open { ingress tcp 443 from any }
}
vpn line { vpc a  remote hq announces ${blocks} }
`;
    assert.match(await judgement(line('192.168.0.0/24'), 'hq reaches web'), /^holds/);
    assert.match(await judgement(line('192.168.0.0/25'), 'hq reaches web'), /^fails/);
  });
});

describe('expect, with an area as the sender', () => {
  const area = (inside: string): string => `
vpc v 10.0.0.0/16 {
  dns-hostnames on
  igw main
  public subnet front 10.0.0.0/24 { az us-east-1a  route 0.0.0.0/0 -> main  nat out { elastic-ip 203.0.113.10 } }
  private subnet app 10.0.1.0/24 { az us-east-1a  route 0.0.0.0/0 -> out  ${inside} }
  security-group inner { ingress all from 10.0.0.0/8 }
  nlb entry internal { subnets app  listen tcp 80 -> servers }
  target-group servers tcp 80 { targets 10.0.1.10 }
  endpoint registry interface { service ecr.api  subnets app  security-groups inner  private-dns on }
}`;

  for (const sender of ['app', 'inner', '10.0.1.0/24', 'v'])
    it(`asks only about those in ${sender} that open connections, as reach does`, async () => {
      const judged = await settled(
        area('instance worker 10.0.1.10 { security-groups inner }'),
        `${sender} reaches internet on tcp 443`,
      );
      assert.deepEqual(judged, { holds: true, sender: 'worker' });
    });

  it('fails if one that opens connections fails', async () => {
    const both = `instance worker 10.0.1.10 { security-groups inner }  instance mute 10.0.1.11 { security-groups shut }`;
    const text = area(both).replace(
      'security-group inner',
      'security-group shut { egress tcp 1 to any }\n  security-group inner',
    );
    assert.deepEqual(await settled(text, 'app reaches internet on tcp 443'), { holds: false, sender: 'mute' });
  });

  it('fails where nothing in it opens connections, with the reason', async () => {
    assert.match(
      await judgement(area(''), 'inner reaches internet on tcp 443'),
      /^fails: .*registry accepts connections and never opens one/,
    );
  });

  it('says the same where the name of what is called leads an endpoint to itself', async () => {
    const text = area('')
      .replace('private-dns on', 'private-dns on  serves ecr')
      .replace('vpc v', 'host ecr 52.85.123.45\nvpc v');
    const [only] = settleClaims(await networkOf(`${text}\nexpect inner reaches ecr on tcp 443`)).judgements;
    assert.equal(only?.holds, false);
    assert.equal(only?.why, 'No address of inner can connect to an address of ecr.');
  });

  async function settled(text: string, claim: string): Promise<{ holds: boolean; sender: string | undefined }> {
    const [only] = settleClaims(await networkOf(`${text}\nexpect ${claim}`)).judgements;
    assert.ok(only);
    const shown = only.example ?? only.counterexample;
    return { holds: only.holds, sender: shown && shortName(shown.from) };
  }
});

describe('expect, with addresses that are of no one', () => {
  it('asks a wide network only about addresses outside the VPCs', async () => {
    const text = `
network anywhere 0.0.0.0/0
vpc v 10.0.0.0/16 {
  private subnet a 10.0.1.0/24 { az us-east-1a  propagate line  instance web { security-groups open } }
  security-group open { ingress all from any }
}
vpn line { vpc v  remote anywhere  routing static }`;
    assert.match(await judgement(text, 'anywhere reaches web on tcp 443'), /^holds/);
  });

  it('does not count the interfaces of a VPC link, to which nobody connects', async () => {
    const text = `
vpc v 10.0.0.0/16 {
  private subnet a 10.0.1.0/24 { az us-east-1a  instance web { security-groups open } }
  private subnet b 10.0.2.0/24 { az us-east-1b  instance job { security-groups closed } }
  security-group open { ingress all from any }
  security-group closed
  alb inner internal { subnets a, b  security-groups open  listen http 80 -> servers }
  target-group servers http 80 { targets web }
}
api-gateway api { vpc-link v.inner { subnets v.a, v.b  security-groups v.closed } }`;
    assert.match(await judgement(text, 'v.a reaches v.closed on tcp 80'), /^fails: Dropped at job/);
  });
});
