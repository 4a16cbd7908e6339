// The worked traces: each was read step by step against AWS's documents before it was kept (test/golden/traces).
import assert from 'node:assert/strict';
import { headline } from '#language/trace/headline.ts';
import type { Trace, Verdict } from '#language/trace/result.ts';
import { golden } from '#test/support/golden.ts';
import { stepsOf, traceOf } from '#test/support/trace-text.ts';
import { TOPOLOGY, topology } from './topology.ts';

/** One story: what it is about, the question, the verdict with the code of the first blocker, and what differs from the topology. */
interface Story {
  readonly name: string;
  readonly title: string;
  readonly leg: string;
  readonly verdict: Verdict;
  readonly code?: string;
  readonly text?: string;
}

const TIGHT = 'network-acl tight { outbound 100 allow tcp 443 to any  inbound 100 allow tcp 443 from any }';

const STORIES: readonly Story[] = [
  {
    name: 't01-image-pull',
    title: 'an image pull through a zonal NAT gateway',
    leg: 'n1:45678 -> registry tcp 443',
    verdict: 'delivered',
  },
  {
    name: 't03-unsolicited',
    title: 'a stranger finds no entry in the NAT gateway',
    leg: 'client:51515 -> nat-a tcp 443',
    verdict: 'dropped',
    code: 'NO_NAT_SESSION',
  },
  { name: 't03-ping', title: 'nor does a ping from inside', leg: 'n1 -> nat-a icmp', verdict: 'dropped', code: 'NO_NAT_SESSION' },
  {
    name: 't04-pod',
    title: 'a pod goes out under the address of its node',
    leg: 'p1:40000 -> registry tcp 443',
    verdict: 'delivered',
  },
  { name: 't04-pod-inside', title: 'and keeps its own inside of the VPC', leg: 'p1:40000 -> rds tcp 5432', verdict: 'delivered' },
  {
    name: 't05-alb',
    title: 'from the internet through an ALB to pods: two connections',
    leg: '198.51.100.7:51515 -> web tcp 443',
    verdict: 'delivered',
  },
  {
    name: 't06-nlb-preserved',
    title: 'through an NLB that keeps the client and has groups',
    leg: '198.51.100.7:51515 -> edge tcp 443',
    verdict: 'delivered',
    text: topology({ vpc: edge('security-groups sg-nlb', '31443 { targets n1 }') }),
  },
  {
    name: 't06-nlb-without-groups',
    title: 'the same without groups: the target must allow the client itself',
    leg: '198.51.100.7:51515 -> edge tcp 443',
    verdict: 'dropped',
    code: 'ENI_SG_RULES_MISMATCH',
    text: topology({ vpc: edge('', '31443 { targets n1 }') }),
  },
  {
    name: 't07-nlb-not-preserved',
    title: 'through an NLB to a pod, under the address of the node',
    leg: '198.51.100.7:51515 -> edge tcp 443',
    verdict: 'delivered',
    text: topology({ vpc: edge('security-groups sg-nlb', '8443 { targets p1 }') }),
  },
  {
    name: 't08-hairpin',
    title: 'a target that is its own client',
    leg: 'n1:45000 -> inner tcp 443',
    verdict: 'dropped',
    code: 'NLB_HAIRPIN',
    text: topology({
      vpc: 'nlb inner internal { subnets priv-a  listen tcp 443 -> tg }  target-group tg tcp 31443 { targets n1 }',
    }),
  },
  {
    name: 't09-to-bastion',
    title: 'from the office to the bastion',
    leg: 'client:52222 -> bastion tcp 22',
    verdict: 'delivered',
  },
  { name: 't09-from-bastion', title: 'and from there to a node', leg: 'bastion:40022 -> n1 tcp 22', verdict: 'delivered' },
  {
    name: 't10-api',
    title: 'an API calls a function: no packet of the VPC',
    leg: 'internet -> api tcp 443',
    verdict: 'delivered',
  },
  { name: 't10-function', title: 'the function asks an internal ALB', leg: 'fn -> intranet tcp 80', verdict: 'delivered' },
  {
    name: 't11-no-route',
    title: 'a subnet without a way out',
    leg: 'rds:40001 -> registry tcp 443',
    verdict: 'dropped',
    code: 'NO_ROUTE_TO_DESTINATION',
  },
  {
    name: 't11-nobody',
    title: 'an address that nobody has',
    leg: 'rds:40001 -> 10.0.9.9 tcp 443',
    verdict: 'dropped',
    code: 'NO_POSSIBLE_DESTINATION',
  },
  {
    name: 't12-no-public',
    title: 'no public address at the internet gateway',
    leg: 'lonely -> registry tcp 443',
    verdict: 'dropped',
    code: 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS',
  },
  {
    name: 't12-asymmetric',
    title: 'an elastic IP behind a NAT: the answer leaves by another way',
    leg: 'client:52222 -> odd tcp 22',
    verdict: 'dropped',
    code: 'NO_STATE',
    text: topology({ privA: 'instance odd 10.0.1.60 { elastic-ip 203.0.113.60  security-groups sg-bastion }' }),
  },
  {
    name: 't13-return',
    title: 'a network ACL without the ports of the answer',
    leg: 'n1:45678 -> registry tcp 443',
    verdict: 'dropped',
    code: 'SUBNET_ACL_RESTRICTION',
    text: topology({ privA: 'network-acl tight', vpc: TIGHT }),
  },
  {
    name: 't13-nat-subnet',
    title: 'the same on the subnet of the NAT gateway: both blockers are found',
    leg: 'n1:45678 -> registry tcp 443',
    verdict: 'dropped',
    code: 'SUBNET_ACL_RESTRICTION',
    text: topology({ pubA: 'network-acl tight', vpc: TIGHT }),
  },
  {
    name: 't18-resolver',
    title: 'the resolver of the VPC needs no way out',
    leg: 'rds -> 10.0.0.2 udp 53',
    verdict: 'delivered',
  },
  { name: 't18-public-dns', title: 'a public resolver does', leg: 'n1:45001 -> public-dns udp 53', verdict: 'delivered' },
  {
    name: 't19-neighbours',
    title: 'neighbours of one subnet are not filtered by its network ACL',
    leg: 'n1:45002 -> 10.0.1.80 tcp 443',
    verdict: 'delivered',
    text: topology({
      privA: 'network-acl nothing  instance neighbour 10.0.1.80 { security-groups open }',
      vpc: 'network-acl nothing { }',
      groups: 'security-group open { ingress tcp 443 from 10.0.0.0/16 }',
    }),
  },
  {
    name: 't20-own-address',
    title: 'an instance with an elastic IP of its own',
    leg: 'bastion:40500 -> registry tcp 443',
    verdict: 'delivered',
  },
  {
    name: 't21-idle',
    title: 'an answer after 351 seconds of silence',
    leg: 'n1:45678 -> registry tcp 443 idle 351s',
    verdict: 'dropped',
    code: 'NO_NAT_SESSION',
  },
];

describe('worked traces', () => {
  for (const { name, title, leg, verdict, code, text = TOPOLOGY } of STORIES) {
    it(`${title}: ${verdict}`, async () => {
      const trace = await traceOf(text, leg);
      assert.equal(trace.verdict, verdict);
      assert.equal(trace.blockers[0]?.code, code);
      golden(`traces/${name}.txt`, written(leg, trace));
    });
  }
});

function edge(more: string, group: string): string {
  return `nlb edge internet-facing { subnets pub-a  ${more}  listen tcp 443 -> tg }  target-group tg tcp ${group}`;
}

function written(leg: string, trace: Trace): string {
  const blockers = trace.blockers.map(({ leg: way, code, by, reason }) => `${way} ${code}, ${by}: ${reason}`);
  const legs = trace.legs.flatMap((behind) => ['', headline(behind), ...stepsOf(behind)]);
  return `${[leg, headline(trace), '', ...stepsOf(trace), ...legs, ...(blockers.length > 0 ? ['', ...blockers] : [])].join('\n')}\n`;
}
