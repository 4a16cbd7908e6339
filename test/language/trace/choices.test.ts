// What AWS chooses, and what follows where some of its choices fail.
import assert from 'node:assert/strict';
import type { EntityId } from '#language/network/id.ts';
import { entityId } from '#language/network/id.ts';
import { ChoicePath, followAll } from '#language/trace/choices.ts';
import { choicesText, failingCases, shareText } from '#language/trace/failing.ts';
import { allOf, bestOf, inSeries } from '#language/trace/verdict.ts';
import { traceOf } from '#test/support/trace-text.ts';

/** The verdict, and a line for each case that fails, with what AWS chose and how often. */
async function casesOf(text: string, connection: string): Promise<readonly string[]> {
  const trace = await traceOf(text, connection);
  return [
    trace.verdict,
    ...failingCases(trace).map(({ choices, share, trace: failing }) =>
      [choicesText(choices), shareText(share), failing.verdict].filter(Boolean).join(', '),
    ),
  ];
}

/** Two subnets in two zones. `a`, `b`, `more`: what is in each of them, and in the VPC. */
function vpc(a: string, b: string, more: string): string {
  return `
host mail 192.0.2.25
vpc v 10.0.0.0/16 {
  igw gate
  subnet out 10.0.0.0/24 { az us-east-1a  route 0.0.0.0/0 -> gate  nat nat-a { elastic-ip 203.0.113.10 } }
  subnet a 10.0.1.0/24 { az us-east-1a  ${a} }
  subnet b 10.0.2.0/24 { az us-east-1b  ${b} }
  security-group open { ingress tcp 80, 8080 from any }
  security-group shut { ingress tcp 8080 from any }
  ${more}
}`;
}

describe('the choices of AWS', () => {
  it('of a function are the subnets from which it sends', async () => {
    const text = vpc('route 0.0.0.0/0 -> nat-a', '', 'lambda f { subnets a, b  security-groups open }');
    assert.deepEqual(await casesOf(text, 'f -> mail tcp 587'), ['intermittent', 'when f sends from b, dropped']);
  });

  it('of a load balancer are the nodes with a healthy target', async () => {
    const text = (group: string): string =>
      vpc(
        'instance client { security-groups open }  instance one { security-groups open }',
        `instance two { security-groups ${group} }`,
        `nlb lb internal { subnets a, b  listen tcp 80 -> both }
        target-group both tcp 80 { targets one, two  health-check tcp 80  preserve-client-ip off }`,
      );
    assert.deepEqual(await casesOf(text('open'), 'client -> lb tcp 80'), ['delivered']);
    // The only target of zone b is out of rotation, and with it the node of the zone.
    assert.deepEqual(await casesOf(text('shut'), 'client -> lb tcp 80'), ['delivered']);
  });

  it('of a load balancer with cross-zone load balancing are all nodes, because they share their targets', async () => {
    // The network ACL of b closes the way from the node there to the target.
    const text = (crossZone: string): string => `
vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24 { az us-east-1a  instance client { security-groups open }  instance one { security-groups open } }
  subnet b 10.0.2.0/24 { az us-east-1b  network-acl narrow }
  network-acl narrow { inbound 100 allow tcp 80 from a  outbound 100 allow tcp 32768-60999 to a }
  security-group open { ingress all from any }
  nlb lb internal { subnets a, b  cross-zone ${crossZone}  listen tcp 80 -> one-only }
  target-group one-only tcp 80 { targets one  preserve-client-ip off }
}`;
    assert.deepEqual(await casesOf(text('off'), 'client -> lb tcp 80'), ['delivered']);
    assert.deepEqual((await casesOf(text('on'), 'client -> lb tcp 80'))[0], 'intermittent');
  });

  it('of a load balancer are its healthy targets, with an equal share for each', async () => {
    const text = (check: number): string =>
      vpc(
        'instance client { security-groups open }',
        'instance one { security-groups open }  instance two { security-groups open }  instance three { security-groups shut }',
        `alb lb internal { subnets a, b  security-groups open  listen http 80 -> group }
        target-group group http 80 { targets one, two, three  health-check http ${check} }`,
      );
    assert.deepEqual(await casesOf(text(80), 'client -> lb tcp 80'), ['delivered']);
    assert.deepEqual(await casesOf(text(8080), 'client -> lb tcp 80'), ['intermittent', 'when lb uses three, 33 %, dropped']);
  });

  it('of a load balancer are all targets if none is healthy: it fails open', async () => {
    const text = vpc(
      'instance client { security-groups open }',
      'instance one { security-groups open }  instance two { security-groups shut }',
      `alb lb internal { subnets a, b  security-groups open  listen http 80 -> group }
      target-group group http 80 { targets one, two  health-check http 9999 }`,
    );
    assert.deepEqual(await casesOf(text, 'client -> lb tcp 80'), ['intermittent', 'when lb uses two, 50 %, dropped']);
  });

  it('of a PrivateLink endpoint are its interfaces; with cross-zone load balancing, also the nodes behind each', async () => {
    const text = (crossZone: string, subnets: string): string => `
vpc provider 10.1.0.0/16 {
  subnet pa 10.1.1.0/24 { az us-east-1a  instance app { security-groups apps } }
  subnet pb 10.1.2.0/24 { az us-east-1b  network-acl closed }
  network-acl closed { }
  nlb offer internal { subnets pa, pb  listen tcp 80 -> apps-tg  cross-zone ${crossZone} }
  target-group apps-tg tcp 80 { targets app  preserve-client-ip off }
  security-group apps { ingress tcp 80 from 10.1.0.0/16 }
}
vpc consumer 10.2.0.0/16 {
  subnet ca 10.2.1.0/24 { az us-east-1a  instance client { security-groups clients } }
  subnet cb 10.2.2.0/24 { az us-east-1b }
  endpoint link interface { serves provider.offer  subnets ${subnets}  security-groups door }
  security-group clients
  security-group door { ingress tcp 80 from clients }
}`;
    assert.deepEqual(await casesOf(text('off', 'ca'), 'client -> link tcp 80'), ['delivered']);
    assert.deepEqual(await casesOf(text('on', 'ca'), 'client -> link tcp 80'), [
      'intermittent',
      'when offer is called in pb, dropped',
    ]);
    assert.deepEqual(await casesOf(text('off', 'ca, cb'), 'client -> link tcp 80'), [
      'intermittent',
      'when link is called in cb, dropped',
    ]);
  });

  it('that do not matter are left out', async () => {
    const text = vpc(
      'instance one { security-groups open }',
      'instance two { security-groups shut }',
      `lambda f { subnets a, b  security-groups open }
      alb lb internal { subnets a, b  security-groups open  listen http 80 -> both }
      target-group both http 80 { targets one, two  health-check http 8080 }`,
    );
    assert.deepEqual(await casesOf(text, 'f -> lb tcp 80'), ['intermittent', 'when lb uses two, 50 %, dropped']);
  });
});

describe('the paths of choices', () => {
  const id = (name: string): EntityId => entityId(name);

  it('are all combinations of options, each once', () => {
    const { found, isComplete } = followAll(
      (path) =>
        [
          path.choose('sender', id('f'), ['a', 'b'], id),
          path.choose('route', id('r'), ['only'], id),
          path.choose('target', id('lb'), ['x', 'y', 'z'], id),
        ].join(''),
      () => false,
    );
    assert.deepEqual(found, ['aonlyx', 'aonlyy', 'aonlyz', 'bonlyx', 'bonlyy', 'bonlyz']);
    assert.ok(isComplete);
  });

  it('are followed until the result is decided, and not further than a bound', () => {
    const deep = (path: ChoicePath): number =>
      Array.from({ length: 20 }, () => path.choose('pod', id('s'), [0, 1], String as never)).length;
    assert.equal(followAll(deep, () => true).found.length, 1);
    const { found, isComplete } = followAll(deep, () => false);
    assert.deepEqual([found.length, isComplete], [512, false]);
  });

  it('have a share where connections are spread evenly', () => {
    const path = new ChoicePath([1]);
    path.choose('target', id('lb'), ['x', 'y', 'z'], id);
    path.choose('sender', id('f'), ['a', 'b'], id);
    assert.deepEqual(
      path.made.map(({ chosen, share }) => [chosen, share]),
      [
        ['y', 1 / 3],
        ['a', undefined],
      ],
    );
  });
});

describe('verdicts', () => {
  it('of everything that AWS may choose: all must work', () => {
    assert.equal(allOf(['delivered', 'delivered']), 'delivered');
    assert.equal(allOf(['delivered', 'dropped']), 'intermittent');
    assert.equal(allOf(['delivered', 'unknown']), 'unknown');
    assert.equal(allOf(['dropped', 'unknown']), 'unknown');
    assert.equal(allOf(['delivered', 'unknown', 'dropped']), 'intermittent');
    assert.equal(allOf(['dropped']), 'dropped');
  });

  it('of everything that the sender may choose: the best counts', () => {
    assert.equal(bestOf(['dropped', 'intermittent', 'unknown']), 'intermittent');
    assert.equal(bestOf(['dropped', 'unknown']), 'unknown');
    assert.equal(bestOf([]), 'dropped');
  });

  it('of one part of a path after the other: the worst counts', () => {
    assert.equal(inSeries('delivered', 'intermittent'), 'intermittent');
    assert.equal(inSeries('intermittent', 'unknown'), 'unknown');
    assert.equal(inSeries('unknown', 'dropped'), 'dropped');
  });
});
