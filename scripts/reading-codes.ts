// Codes that are found while a file is read, before there is a network to check: they have no rule whose comment could be their page.

/** One code, its severity and its page. */
export interface ReadingCode {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly page: string;
}

/** The codes in the order of the manual, each with its page. */
export const READING_CODES: readonly ReadingCode[] = [
  {
    code: 'syntax',
    severity: 'error',
    page: 'The text is not the language here. The message names what could stand in this place; the rest of the file is understood all the same.',
  },
  {
    code: 'unclosed-quote',
    severity: 'error',
    page: 'Text in quotes ends on the line where it begins. Add the closing quote.',
  },
  {
    code: 'import-not-found',
    severity: 'error',
    page: 'There is no such file. The path is read from the folder of the file that imports, and ends in `.netarch`.',
  },
  {
    code: 'unknown-name',
    severity: 'error',
    page: 'Nothing that could stand here has this name. Names of another VPC are written with it (`production.worker-1`), names of another file need an `import`.',
  },
  {
    code: 'duplicate-name',
    severity: 'error',
    page: 'A name stands for one resource of its VPC, and outside of VPCs for one resource of the file and its imports. Give the second one another name.',
  },
  {
    code: 'invalid-address',
    severity: 'error',
    page: 'This is no IPv4 or IPv6 address. The four numbers of an IPv4 address lie between 0 and 255.',
  },
  {
    code: 'invalid-prefix',
    severity: 'error',
    page: 'This is no CIDR block: an address, a slash, and a length up to 32 (IPv4) or 128 (IPv6).',
  },
  {
    code: 'cidr-host-bits',
    severity: 'warning',
    page: 'The address names a host inside the block, not the block. AWS clears the rest and stores the block (`100.68.0.18/18` becomes `100.68.0.0/18`): write that.\n\nSource: Amazon VPC User Guide, "VPC CIDR blocks".',
  },
  {
    code: 'invalid-ports',
    severity: 'error',
    page: 'A range of ports goes from the smaller number to the larger one, and ends at 65535.',
  },
  {
    code: 'vpc-cidr-missing',
    severity: 'error',
    page: 'A VPC has an IPv4 block, also if all its subnets are IPv6 only. Write it behind the name: `vpc production 10.0.0.0/16`.\n\nSource: Amazon VPC User Guide, "VPC CIDR blocks".',
  },
  {
    code: 'subnet-cidr-missing',
    severity: 'error',
    page: 'A subnet has a block of its VPC\'s addresses. Write it behind the name: `subnet private-a 10.0.1.0/24`.\n\nSource: Amazon VPC User Guide, "Subnet CIDR blocks".',
  },
  {
    code: 'subnet-multi-az',
    severity: 'error',
    page: 'A subnet lies in one availability zone. Make a subnet for each zone.\n\nSource: Amazon VPC User Guide, "Subnet basics".',
  },
  {
    code: 'subnet-two-route-tables',
    severity: 'error',
    page: 'A subnet has one route table: either its own `route` lines, or the table that it names.\n\nSource: Amazon VPC User Guide, "Subnet route tables".',
  },
  {
    code: 'workload-without-subnet',
    severity: 'error',
    page: 'A workload stands in a subnet: inside its braces, or by a line `subnets …`. Only a function may stand outside of all VPCs.',
  },
  {
    code: 'nat-without-subnet',
    severity: 'error',
    page: 'A zonal NAT gateway lives in one subnet, a public one. Move it there.\n\nSource: Amazon VPC User Guide, "NAT gateways".',
  },
  {
    code: 'nat-security-group',
    severity: 'error',
    page: 'NAT gateways take no security groups. Filter with the network ACL of their subnet, or with the groups of their clients.\n\nSource: Amazon VPC User Guide, "NAT gateway basics".',
  },
  {
    code: 'nat-regional-private',
    severity: 'error',
    page: 'A regional NAT gateway is always public. For private translation use a zonal one: `private nat` in a subnet.\n\nSource: Amazon VPC User Guide, "Regional NAT gateways for automatic multi-AZ expansion".',
  },
  {
    code: 'nat-regional-in-subnet',
    severity: 'error',
    page: 'A regional NAT gateway belongs to the VPC and stands in no subnet. Move the line out of the subnet, or drop the word `regional`.\n\nSource: Amazon VPC User Guide, "Regional NAT gateways for automatic multi-AZ expansion".',
  },
  {
    code: 'gateway-routes-egress-only',
    severity: 'error',
    page: 'Routes of a gateway decide about packets that come in. Through an egress-only internet gateway none do: only internet gateways have a route table.\n\nSource: Amazon VPC User Guide, "Gateway route tables".',
  },
  {
    code: 'propagate-other-vpc',
    severity: 'error',
    page: 'A table learns the routes of the virtual private gateway of its own VPC. This line names a VPN or Direct Connect link that does not end there.\n\nSource: Amazon VPC User Guide, "Route tables", route propagation.',
  },
  {
    code: 'transit-route-not-attached',
    severity: 'error',
    page: 'A route of a transit gateway leads to one of its attachments. Attach the resource that the route names, or name another one.\n\nSource: AWS Transit Gateway Guide, "Transit gateway route tables".',
  },
  {
    code: 'interface-multi-subnet',
    severity: 'error',
    page: 'A network interface stands in one subnet. Make an interface for each.\n\nSource: Amazon EC2 User Guide, "Elastic network interfaces".',
  },
  {
    code: 'kubernetes-service-no-port',
    severity: 'error',
    page: 'A Kubernetes service of type NodePort is reached on one port of every node, 30000 to 32767 by default. Write it down: `node-port 31080`.\n\nSource: Kubernetes documentation, "Service", type NodePort.',
  },
  {
    code: 'sg-deny-expected',
    severity: 'error',
    page: 'Security groups only allow. Leave the rule out, or deny with a network ACL.\n\nSource: Amazon VPC User Guide, "Security group rules".',
  },
  {
    code: 'nacl-sg-reference',
    severity: 'error',
    page: 'A network ACL knows addresses only. Name a block in place of the group or the prefix list.\n\nSource: Amazon VPC User Guide, "Network ACL rules".',
  },
];
