// The worked traces: each was read step by step against AWS's documents before it was kept (test/golden/traces).
import assert from 'node:assert/strict';
import type { Verdict } from '#language/trace/verdict.ts';
import { golden } from '#test/support/golden.ts';
import { traceOf, traceText } from '#test/support/trace-text.ts';
import { TOPOLOGY, topology } from './topology.ts';

/** One trace: its title, the connection, the verdict with the code of the first blocker, and the changes to the topology. */
interface WorkedTrace {
  readonly name: string;
  readonly title: string;
  readonly connection: string;
  readonly verdict: Verdict;
  readonly code?: string;
  readonly text?: string;
}

const TIGHT = 'network-acl tight { outbound 100 allow tcp 443 to any  inbound 100 allow tcp 443 from any }';

const ECR = `
  endpoint ecr interface { service ecr.api  serves ecr-api  subnets priv-a  security-groups sg-vpce  private-dns on }
  security-group sg-vpce { ingress tcp 443 from 10.0.0.0/16 }
`;
const edge = (more: string, group: string): string =>
  `nlb edge internet-facing { subnets pub-a  ${more}  listen tcp 443 -> tg }  target-group tg tcp ${group}`;
const ECR_HOST = 'host ecr-api 52.46.1.2';
const S3 = 'endpoint s3-route gateway { service s3  serves s3  subnets priv-a }';
const S3_HERE = 'network s3 52.216.0.0/15  network s3-elsewhere 52.92.0.0/17';
const peered = (routes: string, more = ''): string => `
vpc b 10.1.0.0/16 {
  igw igw-b
  subnet b-1 10.1.3.0/24 { az us-east-1a  ${routes}  instance far 10.1.3.10 { security-groups open } }
  security-group open { ingress tcp 443 from 10.0.0.0/16 }
}
peering pcx { vpcs a, b }
${more}`;
const egress = (attachment: string, back: string): string =>
  topology({
    pubA: back,
    vpc: `subnet tgw-a 10.0.3.0/28 { az us-east-1a  route 0.0.0.0/0 -> nat-a }`,
    beside: `
vpc spoke 10.2.0.0/16 {
  subnet i 10.2.1.0/24 { az us-east-1a  route 0.0.0.0/0 -> tgw  instance far 10.2.1.10 { security-groups closed } }
  subnet t 10.2.2.0/28 { az us-east-1a }
  security-group closed { }
}
transit-gateway tgw {
  attach spoke { subnets t  route-table spokes  propagate none }
  attach a { subnets ${attachment}  route-table egress  propagate none }
  route-table spokes { route 0.0.0.0/0 -> a }
  route-table egress { route 10.2.0.0/16 -> spoke }
}`,
  });

const WORKED_TRACES: readonly WorkedTrace[] = [
  {
    name: 't01-image-pull',
    title: 'an image pull through a zonal NAT gateway',
    connection: 'n1:45678 -> registry tcp 443',
    verdict: 'delivered',
  },
  {
    name: 't02-regional',
    title: 'the same through a regional NAT gateway: one translation, and the network ACL of the public subnet does not apply',
    connection: 'n1:45678 -> registry tcp 443',
    verdict: 'delivered',
    text: topology({
      privOut: 'nat-r',
      pubA: 'network-acl nothing',
      vpc: 'regional nat nat-r { elastic-ip 203.0.113.11 }  network-acl nothing { }',
    }),
  },
  {
    name: 't03-unsolicited',
    title: 'an unsolicited packet matches no connection of the NAT gateway',
    connection: 'client:51515 -> nat-a tcp 443',
    verdict: 'dropped',
    code: 'NO_NAT_SESSION',
  },
  {
    name: 't03-ping',
    title: 'nor does a ping from inside the VPC',
    connection: 'n1 -> nat-a icmp',
    verdict: 'dropped',
    code: 'NO_NAT_SESSION',
  },
  {
    name: 't04-pod',
    title: 'a pod leaves the VPC with the address of its node',
    connection: 'p1:40000 -> registry tcp 443',
    verdict: 'delivered',
  },
  {
    name: 't04-pod-inside',
    title: 'and keeps its own address inside the VPC',
    connection: 'p1:40000 -> rds tcp 5432',
    verdict: 'delivered',
  },
  {
    name: 't05-alb',
    title: 'from the internet through an ALB to pods: two connections',
    connection: '198.51.100.7:51515 -> web tcp 443',
    verdict: 'delivered',
  },
  {
    name: 't05-node-port',
    title: 'through an ALB to the port of a node, which forwards to a pod on another node',
    connection: '198.51.100.7:51515 -> portal tcp 443',
    verdict: 'delivered',
    text: topology({
      vpc: `
        alb portal internet-facing { subnets pub-a, pub-b  security-groups sg-alb  listen https 443 -> nodes }
        target-group nodes http 31080 { targets n1  target-type instance }
        kubernetes-service shop { node-port 31080  pods p2:8080 }`,
      nodeRules: 'ingress tcp 8080 from sg-node',
    }),
  },
  {
    name: 't05-private-subnet',
    title: 'to an internet-facing ALB in private subnets: the reply has no route',
    connection: '198.51.100.7:51515 -> portal tcp 443',
    verdict: 'dropped',
    code: 'NO_STATE',
    text: topology({
      vpc: 'alb portal internet-facing { subnets priv-a, priv-b  security-groups sg-alb  listen https 443 -> pods }',
    }),
  },
  {
    name: 't06-nlb-preserved',
    title: 'through an NLB with security groups that preserves client addresses',
    connection: '198.51.100.7:51515 -> edge tcp 443',
    verdict: 'delivered',
    text: topology({ vpc: edge('security-groups sg-nlb', '31443 { targets n1 }') }),
  },
  {
    name: 't06-nlb-without-groups',
    title: 'the same without security groups: the target must allow the client',
    connection: '198.51.100.7:51515 -> edge tcp 443',
    verdict: 'dropped',
    code: 'ENI_SG_RULES_MISMATCH',
    text: topology({ vpc: edge('', '31443 { targets n1 }') }),
  },
  {
    name: 't07-nlb-not-preserved',
    title: 'through an NLB to a pod, with the address of the node',
    connection: '198.51.100.7:51515 -> edge tcp 443',
    verdict: 'delivered',
    text: topology({ vpc: edge('security-groups sg-nlb', '8443 { targets p1 }') }),
  },
  {
    name: 't08-hairpin',
    title: 'a target that is its own client',
    connection: 'n1:45000 -> inner tcp 443',
    verdict: 'dropped',
    code: 'NLB_HAIRPIN',
    text: topology({
      vpc: 'nlb inner internal { subnets priv-a  listen tcp 443 -> tg }  target-group tg tcp 31443 { targets n1 }',
    }),
  },
  {
    name: 't09-to-bastion',
    title: 'from the office to the bastion',
    connection: 'client:52222 -> bastion tcp 22',
    verdict: 'delivered',
  },
  { name: 't09-from-bastion', title: 'and from there to a node', connection: 'bastion:40022 -> n1 tcp 22', verdict: 'delivered' },
  {
    name: 't09-to-cluster',
    title: 'or to the API server of the cluster',
    connection: 'bastion:40022 -> cluster tcp 443',
    verdict: 'delivered',
    text: topology({
      vpc: 'eks cluster { subnets priv-a, priv-b  security-groups sg-cluster }',
      groups: 'security-group sg-cluster { ingress tcp 443 from sg-bastion }',
    }),
  },
  {
    name: 't10-api',
    title: 'an API invokes a function: no packet in the VPC',
    connection: 'internet -> api tcp 443',
    verdict: 'delivered',
  },
  {
    name: 't10-function',
    title: 'the function connects to an internal ALB',
    connection: 'fn -> intranet tcp 80',
    verdict: 'delivered',
  },
  {
    name: 't10-function-out',
    title: 'the function connects to the internet, through the NAT gateway of its subnet',
    connection: 'fn -> registry tcp 443',
    verdict: 'delivered',
  },
  {
    name: 't10-function-public',
    title: 'a function in a public subnet has no public address',
    connection: 'fn-pub -> registry tcp 443',
    verdict: 'dropped',
    code: 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS',
    text: topology({ pubA: 'lambda fn-pub 10.0.0.40 { security-groups sg-lambda }' }),
  },
  {
    name: 't10-link',
    title: 'an API that uses a VPC link instead',
    connection: 'internet -> linked tcp 443',
    verdict: 'delivered',
    text: topology({
      beside: 'api-gateway linked { vpc-link intranet { subnets priv-a  security-groups sg-lambda } }',
    }),
  },
  {
    name: 't11-no-route',
    title: 'a subnet without internet access',
    connection: 'rds:40001 -> registry tcp 443',
    verdict: 'dropped',
    code: 'NO_ROUTE_TO_DESTINATION',
  },
  {
    name: 't11-unused-address',
    title: 'an address that no interface has',
    connection: 'rds:40001 -> 10.0.9.9 tcp 443',
    verdict: 'dropped',
    code: 'NO_POSSIBLE_DESTINATION',
  },
  {
    name: 't12-no-public',
    title: 'no public address at the internet gateway',
    connection: 'lonely -> registry tcp 443',
    verdict: 'dropped',
    code: 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS',
  },
  {
    name: 't12-asymmetric',
    title: 'an Elastic IP address behind a NAT gateway: the reply takes another path',
    connection: 'client:52222 -> odd tcp 22',
    verdict: 'dropped',
    code: 'NO_STATE',
    text: topology({ privA: 'instance odd 10.0.1.60 { elastic-ip 203.0.113.60  security-groups sg-bastion }' }),
  },
  {
    name: 't13-return',
    title: 'a network ACL without the ephemeral ports of the reply',
    connection: 'n1:45678 -> registry tcp 443',
    verdict: 'dropped',
    code: 'SUBNET_ACL_RESTRICTION',
    text: topology({ privA: 'network-acl tight', vpc: TIGHT }),
  },
  {
    name: 't13-nat-subnet',
    title: 'the same on the subnet of the NAT gateway: both blockers are found',
    connection: 'n1:45678 -> registry tcp 443',
    verdict: 'dropped',
    code: 'SUBNET_ACL_RESTRICTION',
    text: topology({ pubA: 'network-acl tight', vpc: TIGHT }),
  },
  {
    name: 't14-endpoint',
    title: 'an interface endpoint in the subnet: no NAT',
    connection: 'n1:45900 -> ecr-api tcp 443',
    verdict: 'delivered',
    text: topology({ vpc: `dns-hostnames on ${ECR}`, beside: ECR_HOST }),
  },
  {
    name: 't14-other-zone',
    title: 'the same from another subnet: network ACLs apply four times',
    connection: 'n2:45900 -> ecr-api tcp 443',
    verdict: 'delivered',
    text: topology({ vpc: `dns-hostnames on ${ECR}`, beside: ECR_HOST }),
  },
  {
    name: 't14-public-name',
    title: 'without private DNS the name resolves to public addresses',
    connection: 'n1:45900 -> ecr-api tcp 443',
    verdict: 'delivered',
    text: topology({ vpc: ECR, beside: ECR_HOST }),
  },
  {
    name: 't15-gateway-endpoint',
    title: 'image layers from S3 through a gateway endpoint: no NAT',
    connection: 'n1:45678 -> 52.216.0.9 tcp 443',
    verdict: 'delivered',
    text: topology({ vpc: S3, beside: S3_HERE }),
  },
  {
    name: 't15-elsewhere',
    title: 'a bucket in another Region is not in its prefix list',
    connection: 'n1:45678 -> s3-elsewhere tcp 443',
    verdict: 'delivered',
    text: topology({ vpc: S3, beside: S3_HERE }),
  },
  {
    name: 't15-peer',
    title: 'a peered VPC cannot use it either',
    connection: 'far:41000 -> 52.216.0.9 tcp 443',
    verdict: 'dropped',
    code: 'PCX_REQUIRES_ADDRESS_IN_VPC_CIDR',
    text: topology({ vpc: S3, beside: `${S3_HERE}${peered('route 52.216.0.0/15 -> pcx')}` }),
  },
  {
    name: 't16-no-return-route',
    title: 'a peering with a route on one side only',
    connection: 'n1:41000 -> far tcp 443',
    verdict: 'dropped',
    code: 'NO_ROUTE_TO_DESTINATION',
    text: topology({ privA: 'route 10.1.0.0/16 -> pcx', beside: peered('') }),
  },
  {
    name: 't16-default-route',
    title: 'the reply takes the default route to the internet',
    connection: 'n1:41000 -> far tcp 443',
    verdict: 'dropped',
    code: 'IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS',
    text: topology({ privA: 'route 10.1.0.0/16 -> pcx', beside: peered('route 0.0.0.0/0 -> igw-b') }),
  },
  {
    name: 't16-both-routes',
    title: 'with routes on both sides',
    connection: 'n1:41000 -> far tcp 443',
    verdict: 'delivered',
    text: topology({ privA: 'route 10.1.0.0/16 -> pcx', beside: peered('route 10.0.1.0/24 -> pcx') }),
  },
  {
    name: 't16-nat',
    title: 'replies to a NAT gateway over peering need no return route',
    connection: 'n1:41000 -> far tcp 443',
    verdict: 'delivered',
    text: topology({ privA: 'route 10.1.0.0/16 -> nat-a', pubA: 'route 10.1.0.0/16 -> pcx', beside: peered('') }),
  },
  {
    name: 't17-central-egress',
    title: 'out through the NAT gateway of another VPC, over a transit gateway',
    connection: 'far:40100 -> registry tcp 443',
    verdict: 'delivered',
    text: egress('tgw-a', 'route 10.2.0.0/16 -> tgw'),
  },
  {
    name: 't17-no-return-route',
    title: 'without a return route in the subnet of the NAT gateway',
    connection: 'far:40100 -> registry tcp 443',
    verdict: 'dropped',
    code: 'IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS',
    text: egress('tgw-a', ''),
  },
  {
    name: 't17-public-attachment',
    title: 'attached in the public subnet, the packet reaches the internet gateway untranslated',
    connection: 'far:40100 -> registry tcp 443',
    verdict: 'dropped',
    code: 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS',
    text: egress('pub-a', 'route 10.2.0.0/16 -> tgw'),
  },
  {
    name: 't18-resolver',
    title: 'the resolver of the VPC needs no route',
    connection: 'rds -> 10.0.0.2 udp 53',
    verdict: 'delivered',
  },
  {
    name: 't18-public-dns',
    title: 'a public resolver needs one',
    connection: 'n1:45001 -> public-dns udp 53',
    verdict: 'delivered',
  },
  {
    name: 't19-neighbours',
    title: 'a network ACL does not filter traffic within its subnet',
    connection: 'n1:45002 -> 10.0.1.80 tcp 443',
    verdict: 'delivered',
    text: topology({
      privA: 'network-acl nothing  instance neighbour 10.0.1.80 { security-groups open }',
      vpc: 'network-acl nothing { }',
      groups: 'security-group open { ingress tcp 443 from 10.0.0.0/16 }',
    }),
  },
  {
    name: 't20-own-address',
    title: 'an instance with an Elastic IP address of its own',
    connection: 'bastion:40500 -> registry tcp 443',
    verdict: 'delivered',
  },
  {
    name: 't21-idle',
    title: 'a reply after 351 s idle',
    connection: 'n1:45678 -> registry tcp 443 idle 351s',
    verdict: 'dropped',
    code: 'NO_NAT_SESSION',
  },
];

describe('worked traces', () => {
  for (const { name, title, connection, verdict, code, text = TOPOLOGY } of WORKED_TRACES) {
    it(`${title}: ${verdict}`, async () => {
      const trace = await traceOf(text, connection);
      assert.deepEqual([trace.verdict, trace.blockers[0]?.code], [verdict, code]);
      golden(`traces/${name}.txt`, traceText(connection, trace));
    });
  }
});
