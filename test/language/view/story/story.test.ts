// What one sees of packets, moment by moment.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { settleClaims } from '#language/validation/claims.ts';
import { storyOfFlow, storyOfJudgement } from '#language/view/story/chapters.ts';
import type { Chapter, Frame, Story } from '#language/view/story/story.ts';
import { root } from '#scripts/root.ts';
import { networkOf } from '#test/support/trace-text.ts';

describe('the story of a Docker image pull', () => {
  let chapters: readonly Chapter[];
  before(async () => {
    chapters = (await told('image-pull', 'image-pull')).chapters;
  });

  it('has the seven steps', () => {
    assert.deepEqual(
      chapters.map(({ title }) => title),
      [
        '1. The node learns of a new pod',
        '2. The kubelet does not find the image on its disk',
        '3. It resolves registry-1.docker.io',
        '4 to 6. The pull, its translation, and the reply',
        '7. The layers are on the disk, the connection is closed, and the pod starts',
      ],
    );
  });

  it('asks the resolver of the VPC, which is one hop away', () => {
    assert.deepEqual(
      chapters[2]?.frames.map(({ caption }) => caption),
      [
        'worker-1 sends: udp 10.0.1.100:45001 → 10.0.0.2:53',
        "The VPC's DNS resolver receives the packet: no security group, network ACL, route table or NAT gateway applies.",
        'The DNS resolver replies: udp 10.0.0.2:53 → 10.0.1.100:45001',
        'worker-1 receives the reply.',
      ],
    );
  });

  it('shows the packet at each place, with its header and the connection tables', () => {
    assert.deepEqual(chapters[3]?.frames.map(frameText), [
      'worker-1: 10.0.1.100:45678 → 52.85.123.45:443 | worker-1 new',
      'nat-a: [10.0.0.220:12345] → 52.85.123.45:443 | worker-1 kept, nat-a new',
      'main: [203.0.113.10:12345] → 52.85.123.45:443 | worker-1 kept, nat-a kept',
      'dockerhub: 203.0.113.10:12345 → 52.85.123.45:443 arrives | worker-1 kept, nat-a kept',
      'dockerhub: 52.85.123.45:443 → 203.0.113.10:12345 | worker-1 kept, nat-a kept',
      'main: 52.85.123.45:443 → [10.0.0.220:12345] | worker-1 kept, nat-a kept',
      'nat-a: 52.85.123.45:443 → [10.0.1.100:45678] | worker-1 kept, nat-a used',
      'worker-1: 52.85.123.45:443 → 10.0.1.100:45678 arrives | worker-1 used, nat-a kept',
    ]);
    assert.deepEqual(chapters[3]?.frames[1]?.rows[1], {
      at: 'production.nat-a',
      sockets: ['10.0.1.100:45678', '10.0.0.220:12345', '203.0.113.10:12345', '52.85.123.45:443'],
      expires: '350 s',
      state: 'new',
    });
    assert.equal(
      chapters[3]?.frames[1]?.caption,
      'The source 10.0.1.100:45678 becomes 10.0.0.220:12345; the connection table gets an entry.',
    );
  });

  it('removes the entries when the connection is over', () => {
    assert.deepEqual(chapters[4]?.frames.map(frameText), ['no packet | worker-1 removed, nat-a removed']);
  });
});

describe('a story', () => {
  it('of an unsolicited packet ends at the NAT gateway, which throws it away', async () => {
    const [chapter] = (await told('connection-state', 'unsolicited')).chapters;
    assert.deepEqual(chapter?.frames.map(frameText), [
      'external-hosts: 198.51.100.7:51515 → 203.0.113.10:443 | ',
      'main: 198.51.100.7:51515 → [10.0.0.220:443] | ',
      'nat-a: 198.51.100.7:51515 → 10.0.0.220:443 blocked | ',
    ]);
    assert.match(chapter?.frames.at(-1)?.caption ?? '', /^No connection entry matches 198\.51\.100\.7:51515/);
    assert.equal(chapter?.kind === 'connection' && chapter.isExpected, true);
  });

  it('of a reply that comes too late ends at the entry that has expired', async () => {
    const [, late] = (await told('connection-state', 'idle')).chapters;
    assert.equal(
      late?.frames.map(frameText).at(-1),
      'nat-a: 52.85.123.45:443 → 10.0.0.220:12345 blocked | worker-1 kept, nat-a expired',
    );
    assert.ok(late?.kind === 'connection');
    assert.deepEqual(
      late.blockers.map(({ at, direction, advice }) => [at, direction, advice]),
      [['production.nat-a', 'return', 'Send keep-alives more often than every 350 s.']],
    );
  });

  it('through a load balancer plays the connection to the target before the reply to the client', async () => {
    const [chapter] = (await told('inbound-alb', '')).chapters;
    const places = chapter?.frames.flatMap(({ packet }) => (packet ? `${packet.at.split('.').at(-1)} ${packet.direction}` : []));
    const target = places?.findIndex((place) => place.endsWith('return')) ?? 0;
    assert.match(places?.[target] ?? '', /return$/);
    assert.equal(places?.at(-1), 'internet return');
    assert.ok(target > 3, 'the request goes on to a target before anything returns');
  });

  it('of an intermittent connection names each choice of AWS that fails', async () => {
    const [chapter] = (await told('intermittent', 'own-job')).chapters;
    assert.ok(chapter?.kind === 'connection');
    assert.equal(chapter.verdict, 'intermittent');
    assert.match(chapter.failing.join('\n'), /^when queue uses job-1 \(50 %\), dropped at queue/);
  });

  it('of a packet of which nobody knows what becomes ends with the question', async () => {
    const network = await networkOf(`
vpc v 10.0.0.0/16 {
  private subnet a 10.0.4.0/24 { az us-east-1a
    instance one { security-groups open }
    instance vault { security-groups elsewhere }
  }
  security-group open { }
  external security-group elsewhere
}
expect one reaches vault on tcp 443`);
    const [judgement] = settleClaims(network).judgements;
    assert.ok(judgement);
    const story = storyOfJudgement(network, judgement);
    assert.equal(story?.chapters[0].frames.at(-1)?.packet?.outcome, 'unknown');
    assert.match(story?.chapters[0].frames.at(-1)?.caption ?? '', /^It is unknown what becomes of the packet: /);
  });
});

/** The story of a flow of an example; of its first flow without a name. */
async function told(example: string, name: string): Promise<Story> {
  const network = await networkOf(readFileSync(join(root, 'examples', `${example}.netarch`), 'utf8'));
  const flow = network.flows.find((one) => name === '' || one.name === name);
  const story = flow && storyOfFlow(network, flow, settleClaims(network).flows.get(flow.id) ?? []);
  assert.ok(story, `${example} has the flow ${name}`);
  return story;
}

/** `nat-a: [10.0.0.220:12345] → 52.85.123.45:443 | nat-a new`, with what is translated in brackets. */
function frameText({ packet, rows }: Frame): string {
  const tables = rows.map(({ at, state }) => `${at.split('.').at(-1)} ${state}`).join(', ');
  if (packet === undefined) return `no packet | ${tables}`;
  const part = (name: 'source' | 'destination') => (packet.translated.includes(name) ? `[${packet[name]}]` : packet[name]);
  const end = packet.outcome === 'passes' ? '' : ` ${packet.outcome}`;
  return `${packet.at.split('.').at(-1)}: ${part('source')} → ${part('destination')}${end} | ${tables}`;
}
