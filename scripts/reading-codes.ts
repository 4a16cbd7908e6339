// Diagnostic codes of parsing and of declarations, before there is a network to check. They have no rules, so their manual pages are here.

/** One code, its severity and its manual page. */
export interface ReadingCode {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly page: string;
}

/** All codes of parsing and declarations, in the order of the manual. */
export const READING_CODES: readonly ReadingCode[] = [
  {
    code: 'syntax',
    severity: 'error',
    page: 'The text is not valid here. The message says what was expected. The rest of the file is still analysed. After 200 errors in a file, what follows is not read.',
  },
  {
    code: 'unclosed-quote',
    severity: 'error',
    page: 'A string must end on the line where it begins. Add the closing quote.',
  },
  {
    code: 'name-too-long',
    severity: 'error',
    page: 'A name has at most 255 characters. Only its beginning counts. Shorten it, and write what else there is to say as a label.',
  },
  {
    code: 'import-not-found',
    severity: 'error',
    page: 'The imported file does not exist, or cannot be read: it is a folder, not a regular file, larger than 16 MB, or its permissions do not allow it. The path is relative to the folder of the importing file, and ends in `.netarch`.',
  },
  {
    code: 'unknown-name',
    severity: 'error',
    page: 'No declaration of a suitable kind has this name. Write names of another VPC with its name (`production.worker-1`). Names of another file need an `import`. A name is reported once, at its first use; its other uses and the findings that follow from it are attached.',
  },
  {
    code: 'duplicate-name',
    severity: 'error',
    page: 'A name must be unique in its VPC. Outside of VPCs it must be unique in the file and its imports. Choose another name for the second declaration.',
  },
  {
    code: 'invalid-address',
    severity: 'error',
    page: 'This is not an IPv4 or IPv6 address. The four numbers of an IPv4 address are between 0 and 255.',
  },
  {
    code: 'invalid-prefix',
    severity: 'error',
    page: 'This is not a CIDR block: an address, a slash, and a prefix length up to 32 (IPv4) or 128 (IPv6).',
  },
  {
    code: 'cidr-host-bits',
    severity: 'warning',
    page: 'The address is a host inside the CIDR block, not the first address of the block. AWS stores the block without the host bits (`100.68.0.18/18` becomes `100.68.0.0/18`): write that.\n\nSource: Amazon VPC User Guide, "VPC CIDR blocks".',
  },
  {
    code: 'checks-too-large',
    severity: 'error',
    page: 'Some checks of the network are more work than netarch does for one file, such as those of hundreds of load balancers with thousands of targets. They are left out, and the message names them. Split the file.',
  },
  {
    code: 'list-too-long',
    severity: 'error',
    page: 'A route table has a route for each block of a prefix list, a site or a VPC. If so many lines use a long list that it would be more than about 100,000 blocks in all, only the first ones are read, and what depends on the others is unknown. Write fewer and larger blocks. Lists of up to 100 blocks are always read as a whole.',
  },
  {
    code: 'invalid-ports',
    severity: 'error',
    page: 'A port range goes from the smaller number to the larger one. The largest port is 65535.',
  },
  {
    code: 'firewall-sg-reference',
    severity: 'error',
    page: 'Rules of a firewall match addresses, not security groups. Name a subnet, a VPC, a host, a network or a prefix list, or write a CIDR block.\n\nSource: AWS Network Firewall Developer Guide, "Standard stateful rule groups in AWS Network Firewall".',
  },
  {
    code: 'firewall-default-action',
    severity: 'error',
    page: 'In action order, stateful rules pass what none of them matches. Add `rule-order strict`, or a stateful rule that drops the rest.\n\nSource: AWS Network Firewall API, FirewallPolicy.',
  },
  {
    code: 'clb-target-not-instance',
    severity: 'error',
    page: 'A Classic Load Balancer has EC2 instances as targets: an `instance`, a `node` or a `nat-instance`. For other targets use an ALB or an NLB.\n\nSource: Elastic Load Balancing API, RegisterInstancesWithLoadBalancer.',
  },
  {
    code: 'clb-target-group',
    severity: 'error',
    page: 'A Classic Load Balancer has no target groups: each listener leads to a port of its targets, as in `listen tcp 80 -> 8080`.\n\nSource: Elastic Load Balancing, "Listeners for your Classic Load Balancer".',
  },
  {
    code: 'lb-without-target-group',
    severity: 'error',
    page: 'Listeners of an ALB or an NLB lead to target groups, which have the targets and the health checks. Only a Classic or a Gateway Load Balancer (`clb`, `gwlb`) has them itself.\n\nSource: Elastic Load Balancing API, CreateTargetGroup.',
  },
  {
    code: 'gwlb-line',
    severity: 'error',
    page: 'A Gateway Load Balancer takes all packets of its endpoints. It has no listeners, no security groups and no public addresses. Remove the line.\n\nSource: Elastic Load Balancing API, CreateLoadBalancer and CreateListener.',
  },
  {
    code: 'gwlb-target',
    severity: 'error',
    page: 'A Gateway Load Balancer sends to UDP port 6081 of appliances: EC2 instances (an `instance`, a `node`, a `nat-instance` or a `fleet`) or IPv4 addresses.\n\nSource: Elastic Load Balancing, "Target groups for your Gateway Load Balancers".',
  },
  {
    code: 'endpoint-gwlb',
    severity: 'error',
    page: 'A Gateway Load Balancer endpoint leads to a Gateway Load Balancer (`gwlb`), and no other endpoint does.\n\nSource: AWS PrivateLink Guide, "Access virtual appliances through AWS PrivateLink".',
  },
  {
    code: 'apigw-link-clb',
    severity: 'error',
    page: 'A VPC link of an API leads to an Application or a Network Load Balancer. Put one of them in front of the targets.\n\nSource: Amazon API Gateway Developer Guide, "Set up VPC links V2".',
  },
  {
    code: 'vpc-cidr-missing',
    severity: 'error',
    page: 'A VPC needs an IPv4 block, even if all its subnets are IPv6-only. Write it after the name: `vpc production 10.0.0.0/16`.\n\nSource: Amazon VPC User Guide, "VPC CIDR blocks".',
  },
  {
    code: 'subnet-cidr-missing',
    severity: 'error',
    page: 'A subnet needs a CIDR block inside its VPC. Write it after the name: `subnet private-a 10.0.1.0/24`.\n\nSource: Amazon VPC User Guide, "Subnet CIDR blocks".',
  },
  {
    code: 'ipv6-block-unavailable',
    severity: 'error',
    page: 'AWS chooses an IPv6 block of which only the length is written (`ipv6 /64`): for a VPC from its own addresses, for a subnet from the IPv6 blocks of its VPC. Here there is no block of this length left. Add an IPv6 block to the VPC (`ipv6 /56`), or write a longer prefix.\n\nSource: Amazon VPC User Guide, "VPC CIDR blocks" and "Subnet CIDR blocks".',
  },
  {
    code: 'subnet-multi-az',
    severity: 'error',
    page: 'A subnet is in one Availability Zone. Declare a subnet for each Availability Zone.\n\nSource: Amazon VPC User Guide, "Subnet basics".',
  },
  {
    code: 'subnet-two-route-tables',
    severity: 'error',
    page: 'A subnet has one route table: either its own `route` lines, or the route table that it names.\n\nSource: Amazon VPC User Guide, "Subnet route tables".',
  },
  {
    code: 'workload-without-subnet',
    severity: 'error',
    page: 'A workload must be in a subnet: declare it inside the subnet, or add a line `subnets …`. Only a Lambda function can be outside of all VPCs.',
  },
  {
    code: 'fleet-line',
    severity: 'error',
    page: 'A fleet stands for equal machines with addresses that AWS chooses. It has lines `subnets`, `security-groups`, `public-ip` without an address, `port` and `count`, which is from 1 to 500. Only a fleet has a `count`. Declare machines that differ as instances.\n\nSource: Amazon EC2 Auto Scaling User Guide, "Auto Scaling launch templates".',
  },
  {
    code: 'nat-without-subnet',
    severity: 'error',
    page: 'A zonal NAT gateway must be in a subnet, usually a public one. Move it there.\n\nSource: Amazon VPC User Guide, "NAT gateways".',
  },
  {
    code: 'nat-security-group',
    severity: 'error',
    page: 'A NAT gateway cannot have security groups. Use the network ACL of its subnet, or the security groups of its clients.\n\nSource: Amazon VPC User Guide, "NAT gateway basics".',
  },
  {
    code: 'nat-regional-private',
    severity: 'error',
    page: 'A regional NAT gateway is always public. For private translation use a zonal one: `private nat` in a subnet.\n\nSource: Amazon VPC User Guide, "Regional NAT gateways for automatic multi-AZ expansion".',
  },
  {
    code: 'nat-regional-in-subnet',
    severity: 'error',
    page: 'A regional NAT gateway belongs to the VPC, not to a subnet. Move the line out of the subnet, or remove the word `regional`.\n\nSource: Amazon VPC User Guide, "Regional NAT gateways for automatic multi-AZ expansion".',
  },
  {
    code: 'gateway-routes-egress-only',
    severity: 'error',
    page: 'Routes of a gateway apply to inbound packets, and an egress-only internet gateway has none. Only internet gateways can have a route table.\n\nSource: Amazon VPC User Guide, "Gateway route tables".',
  },
  {
    code: 'propagate-other-vpc',
    severity: 'error',
    page: 'A route table learns routes from the virtual private gateway of its own VPC. This line names a VPN or Direct Connect link that does not end there.\n\nSource: Amazon VPC User Guide, "Route tables", route propagation.',
  },
  {
    code: 'transit-route-not-attached',
    severity: 'error',
    page: 'The target of a transit gateway route must be one of its attachments. Attach the resource that the route names, or name another one.\n\nSource: AWS Transit Gateway Guide, "Transit gateway route tables".',
  },
  {
    code: 'interface-multi-subnet',
    severity: 'error',
    page: 'A network interface is in one subnet. Declare an interface for each subnet.\n\nSource: Amazon EC2 User Guide, "Elastic network interfaces".',
  },
  {
    code: 'apigw-link-subnets',
    severity: 'error',
    page: 'A VPC link V2 has interfaces in subnets of your VPC: write `vpc-link NAME { subnets …  security-groups … }`. Only a VPC link V1 has none. It leads to a Network Load Balancer over PrivateLink, and is written without a block: `vpc-link NAME`.\n\nSource: Amazon API Gateway Developer Guide, "Set up VPC links V2" and "Private integration using VPC links V1".',
  },
  {
    code: 'alb-enforce-on-privatelink',
    severity: 'error',
    page: 'Only a Network Load Balancer gets traffic over PrivateLink and has this setting. Remove the line from the Application Load Balancer.\n\nSource: Elastic Load Balancing API, SetSecurityGroups (EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic).',
  },
  {
    code: 'invalid-domain',
    severity: 'error',
    page: 'A domain name has labels of letters, digits, `-` and `_`, divided by dots. The first label of a record can be `*`. Write a name in quotes if one of its labels begins with a digit.\n\nSource: Amazon Route 53 Developer Guide, "DNS domain name format".',
  },
  {
    code: 'kubernetes-service-no-port',
    severity: 'error',
    page: 'A Kubernetes service of type NodePort listens on one port of every node, 30000 to 32767 by default. Add the port: `node-port 31080`.\n\nSource: Kubernetes documentation, "Service", type NodePort.',
  },
  {
    code: 'security-group-without-vpc',
    severity: 'error',
    page: 'A security group belongs to a VPC. Move the declaration into its VPC. A group that exists elsewhere, and whose rules are unknown, is an `external security-group`.\n\nSource: Amazon VPC User Guide, "Security groups".',
  },
  {
    code: 'external-contents',
    severity: 'error',
    page: 'What is in an external VPC, and the rules of an external security group, are unknown. Remove the contents; an external VPC can have a `region`. Or remove the word `external`: then write `unknown` in the places of which you know nothing.\n\nSource: the language reference, what is unknown.',
  },
  {
    code: 'sg-deny-expected',
    severity: 'error',
    page: 'Security group rules can only allow. Remove the rule, or deny with a network ACL.\n\nSource: Amazon VPC User Guide, "Security group rules".',
  },
  {
    code: 'nacl-sg-reference',
    severity: 'error',
    page: 'A network ACL rule can only match addresses. Use a CIDR block instead of the security group or the prefix list.\n\nSource: Amazon VPC User Guide, "Network ACL rules".',
  },
];
