// The network of the worked traces: one VPC in two Availability Zones with everything that a packet can cross.

/** Two public and two private subnets, a subnet without internet access, NAT gateways, load balancers, a bastion, nodes with pods, a function. */
export const TOPOLOGY = topology({});

/** The same with lines added to a subnet, or with parts of it written in another way. */
export function topology(parts: {
  readonly pubA?: string;
  readonly privA?: string;
  readonly vpc?: string;
  readonly groups?: string;
  /** The target of the default route of the private subnet in AZ a. */
  readonly privOut?: string;
  /** Further rules of the nodes' group. */
  readonly nodeRules?: string;
  /** What is beside the VPC. */
  readonly beside?: string;
}): string {
  return `
host registry 52.85.123.45
host public-dns 8.8.8.8
network client 198.51.100.0/24
vpc a 10.0.0.0/16 {
  igw igw-1
  subnet pub-a 10.0.0.0/24 {
    az us-east-1a
    route 0.0.0.0/0 -> igw-1
    nat nat-a 10.0.0.220 { elastic-ip 203.0.113.10 }
    instance bastion 10.0.0.30 { elastic-ip 203.0.113.30  security-groups sg-bastion }
    instance lonely 10.0.0.77
    ${parts.pubA ?? ''}
  }
  subnet pub-b 10.0.16.0/24 {
    az us-east-1b
    route 0.0.0.0/0 -> igw-1
    nat nat-b 10.0.16.220 { elastic-ip 203.0.113.12 }
  }
  subnet priv-a 10.0.1.0/24 {
    az us-east-1a
    route 0.0.0.0/0 -> ${parts.privOut ?? 'nat-a'}
    node n1 10.0.1.100 { security-groups sg-node }
    pod p1 10.0.1.150 { on n1 }
    lambda fn 10.0.1.40 { security-groups sg-lambda }
    ${parts.privA ?? ''}
  }
  subnet priv-b 10.0.17.0/24 {
    az us-east-1b
    route 0.0.0.0/0 -> nat-b
    node n2 10.0.17.100 { security-groups sg-node }
    pod p2 10.0.17.150 { on n2 }
  }
  subnet db-a 10.0.2.0/24 {
    az us-east-1a
    database rds 10.0.2.20 { engine postgres  security-groups sg-db }
  }
  security-group sg-node {
    ingress tcp 8080, 30000-32767 from sg-alb
    ingress tcp 8080 from sg-alb-int
    ingress tcp 8443, 31443 from sg-nlb
    ingress tcp 22 from sg-bastion
    ${parts.nodeRules ?? ''}
  }
  security-group sg-alb { ingress tcp 443 from internet }
  security-group sg-nlb { ingress tcp 443 from internet }
  security-group sg-alb-int { ingress tcp 80 from sg-lambda }
  security-group sg-bastion { ingress tcp 22 from client }
  security-group sg-lambda { egress all to any }
  security-group sg-db { ingress tcp 5432 from sg-node }
  ${parts.groups ?? ''}
  alb web internet-facing {
    subnets pub-a, pub-b
    security-groups sg-alb
    listen https 443 -> pods
  }
  target-group pods http 8080 { targets p1, p2 }
  alb intranet internal {
    subnets priv-a, priv-b
    security-groups sg-alb-int
    listen http 80 -> pods
  }
  ${parts.vpc ?? ''}
}
api-gateway api { invoke fn }
${parts.beside ?? ''}
`;
}
