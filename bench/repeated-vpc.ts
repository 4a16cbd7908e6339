// Generates the text of many VPCs that differ only in names and addresses: a shop in two Availability Zones.

const azs = ['a', 'b'] as const;

/** VPCs with 2 Availability Zones, 4 subnets, a load balancer, 2 NAT gateways, 6 instances and a database each. VPC N is 10.N.0.0/16; blocks repeat after 256. */
export function repeatedVpc(repetitions: number): string {
  return Array.from({ length: repetitions }, (_, index) => vpc(index)).join('\n');
}

/** Two expectations for each VPC: one `reaches`, one `never reaches`. */
export function repeatedClaims(repetitions: number): string {
  return Array.from({ length: repetitions }, (_, index) => claims(index)).join('\n');
}

function claims(index: number): string {
  return `expect internet reaches shop-${index}.shop on tcp 443
expect internet never reaches shop-${index}.orders`;
}

function vpc(index: number): string {
  const block = `10.${index % BLOCKS}`;
  return `vpc shop-${index} ${block}.0.0/16 {
  region us-east-1
  igw main

${azs.map((az, place) => subnets(az, block, index, place)).join('\n')}
  security-group web {
    ingress tcp 80, 443 from internet
    egress tcp 8080 to nodes
  }
  security-group nodes { ingress tcp 8080 from web }
  security-group data { ingress tcp 5432 from nodes }

  alb shop internet-facing {
    subnets public-a, public-b
    security-groups web
    listen https 443 -> app
    listen http 80 redirect https 443
  }
  target-group app http 8080 { targets ${azs.flatMap((az) => [1, 2, 3].map((number) => `worker-${az}${number}`)).join(', ')} }
}
`;
}

function subnets(az: string, block: string, index: number, place: number): string {
  return `  public subnet public-${az} ${block}.${place}.0/24 {
    az us-east-1${az}
    route 0.0.0.0/0 -> main
    nat nat-${az} { elastic-ip ${elasticIp(index, place)} }
  }
  private subnet private-${az} ${block}.${place + 10}.0/24 {
    az us-east-1${az}
    route 0.0.0.0/0 -> nat-${az}
${[1, 2, 3].map((number) => `    instance worker-${az}${number} ${block}.${place + 10}.${10 + number} { security-groups nodes }`).join('\n')}
${place === 0 ? `    database orders ${block}.10.200 { engine postgres  security-groups data }\n` : ''}  }
`;
}

/** The number of /16 blocks in 10.0.0.0/8. VPCs are not connected, so they may share blocks. */
const BLOCKS = 256;

// Unique public addresses.
function elasticIp(index: number, place: number): string {
  const number = index * azs.length + place;
  return `198.19.${Math.floor(number / BLOCKS)}.${number % BLOCKS}`;
}
