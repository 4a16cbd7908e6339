// Faults that were found in answers about the addresses of a resource: the smallest text for each, and what is right.
import type { Fault } from './fault.ts';

/** The client chooses the address that it calls: one that works is enough. */
export const ADDRESSES: readonly Fault[] = [
  {
    name: 'a private address is reached over a peering',
    text: `vpc a 10.1.0.0/16 {
  subnet a-1 10.1.0.0/24 { route 10.2.0.0/16 -> pcx  instance client 10.1.0.10 { security-groups out } }
  security-group out
}
vpc b 10.2.0.0/16 {
  igw main
  subnet b-1 10.2.0.0/24 { route 0.0.0.0/0 -> main  route 10.1.0.0/16 -> pcx  instance server 10.2.0.10 { elastic-ip 203.0.113.10  security-groups web } }
  security-group web { ingress tcp 22 from 10.1.0.0/16 }
}
peering pcx { vpcs a, b }
expect client never reaches server
expect a never reaches b`,
    claims: [false, false],
    packets: {
      'client -> server tcp 22': 'delivered',
      'client -> server tcp 23': 'dropped',
    },
  },
  {
    name: 'the same is claimed to work',
    text: `vpc a 10.1.0.0/16 {
  subnet a-1 10.1.0.0/24 { route 10.2.0.0/16 -> pcx  instance client 10.1.0.10 { security-groups out } }
  security-group out
}
vpc b 10.2.0.0/16 {
  igw main
  subnet b-1 10.2.0.0/24 { route 0.0.0.0/0 -> main  route 10.1.0.0/16 -> pcx  instance server 10.2.0.10 { elastic-ip 203.0.113.10  security-groups web } }
  security-group web { ingress tcp 22 from 10.1.0.0/16 }
}
peering pcx { vpcs a, b }
expect client reaches server on tcp 22`,
    claims: [true],
  },
  {
    name: 'a private address is reached over a transit gateway',
    text: `vpc a 10.1.0.0/16 {
  subnet a-1 10.1.0.0/24 { az us-east-1a  route 10.2.0.0/16 -> hub  instance client 10.1.0.10 { security-groups all-a } }
  security-group all-a
}
vpc b 10.2.0.0/16 {
  igw main
  subnet b-1 10.2.0.0/24 { az us-east-1a  route 0.0.0.0/0 -> main  route 10.1.0.0/16 -> hub  instance server 10.2.0.10 { elastic-ip 203.0.113.10  security-groups web } }
  security-group web { ingress tcp 22 from any }
}
transit-gateway hub { attach a { subnets a-1 }  attach b { subnets b-1 } }
expect client never reaches server
expect client never reaches 10.2.0.10
expect client reaches 10.2.0.10 on tcp 22`,
    claims: [false, false, true],
    packets: {
      'client -> server tcp 22': 'delivered',
    },
  },
  {
    name: 'a private address is reached over a VPN',
    text: `network office 192.168.0.0/16
vpc v 10.0.0.0/16 {
  igw main
  subnet s 10.0.0.0/24 {
    route 0.0.0.0/0 -> main
    route 192.168.0.0/16 -> line
    instance server 10.0.0.20 { elastic-ip 203.0.113.20  security-groups web }
  }
  security-group web { ingress tcp 22 from office }
}
vpn line { vpc v  remote office }
expect office never reaches server`,
    claims: [false],
    packets: {
      'office -> server tcp 22': 'delivered',
    },
  },
  {
    name: 'a site reaches an instance that has a public address, too',
    text: `network office 192.168.0.0/16
vpc v 10.0.0.0/16 {
  igw gw
  public subnet s 10.0.1.0/24 {
    az us-east-1a
    route 0.0.0.0/0 -> gw
    propagate line
    instance web 10.0.1.10 { elastic-ip 203.0.113.7  security-groups w }
  }
  security-group w { ingress tcp 22 from office }
}
vpn line { vpc v  remote office }
flow by-name { office -> web tcp 22 }
flow by-address { office -> 10.0.1.10 tcp 22 }
expect office reaches web on tcp 22`,
    claims: [true],
    packets: {
      'office -> web tcp 22': 'delivered',
      'office -> 10.0.1.10 tcp 22': 'delivered',
      'office -> 203.0.113.7 tcp 22': 'dropped',
    },
  },
  {
    name: 'a public address is reached from behind a NAT gateway',
    text: `vpc v 10.0.0.0/16 {
  igw main
  subnet s 10.0.0.0/24 {
    route 0.0.0.0/0 -> main
    nat out 10.0.0.20 { elastic-ip 203.0.113.10 }
    instance server 10.0.0.30 { elastic-ip 203.0.113.30  security-groups web }
  }
  subnet p 10.0.1.0/24 { route 0.0.0.0/0 -> out  instance client 10.0.1.10 { security-groups plain } }
  security-group plain
  security-group web { ingress tcp 22 from 203.0.113.10 }
}
expect client never reaches server`,
    claims: [false],
    packets: {
      'client -> server tcp 22': 'delivered',
    },
  },
  {
    name: 'a public address is reached inside its VPC',
    text: `vpc v 10.0.0.0/16 {
  igw main
  subnet s 10.0.0.0/24 {
    route 0.0.0.0/0 -> main
    instance client 10.0.0.10 { elastic-ip 203.0.113.10  security-groups out }
    instance server 10.0.0.20 { elastic-ip 203.0.113.20  security-groups web }
  }
  security-group out
  security-group web { ingress tcp 22 from 203.0.113.10 }
}
expect client never reaches server`,
    claims: [false],
    packets: {
      'client -> server tcp 22': 'delivered',
    },
  },
  {
    name: 'without a peering, nothing is reached',
    text: `vpc a 10.1.0.0/16 {
  subnet a-1 10.1.0.0/24 { route 10.2.0.0/16 -> pcx  instance client 10.1.0.10 { security-groups out } }
  security-group out
}
vpc b 10.2.0.0/16 {
  igw main
  subnet b-1 10.2.0.0/24 { route 0.0.0.0/0 -> main  route 10.1.0.0/16 -> pcx  instance server 10.2.0.10 { elastic-ip 203.0.113.10  security-groups web } }
  security-group web { ingress tcp 22 from 10.1.0.0/16 }
}`,
    packets: {
      'client -> server tcp 22': 'dropped',
    },
  },
  {
    name: 'a new peering opens the private address',
    text: `vpc a 10.1.0.0/16 {
  subnet a-1 10.1.0.0/24 { route 10.2.0.0/16 -> pcx  instance client 10.1.0.10 { security-groups out } }
  security-group out
}
vpc b 10.2.0.0/16 {
  igw main
  subnet b-1 10.2.0.0/24 { route 0.0.0.0/0 -> main  route 10.1.0.0/16 -> pcx  instance server 10.2.0.10 { elastic-ip 203.0.113.10  security-groups web } }
  security-group web { ingress tcp 22 from 10.1.0.0/16 }
}
peering pcx { vpcs a, b }`,
    packets: {
      'client -> server tcp 22': 'delivered',
    },
  },
  {
    name: 'an endpoint with private DNS hides the address of its service from names only',
    text: `host registry 52.85.123.45
vpc v 10.0.0.0/16 {
  dns-hostnames on
  igw gate
  subnet s 10.0.1.0/24 { route 0.0.0.0/0 -> gate  instance app { public-ip  security-groups out } }
  endpoint link interface { serves registry  subnets s  private-dns on  security-groups closed }
  security-group out
  security-group closed
}
expect app never reaches registry on tcp 443
expect app reaches registry on tcp 443`,
    claims: [false, false],
    packets: {
      'app -> registry tcp 443': 'dropped at link',
      'app -> 52.85.123.45 tcp 443': 'delivered',
    },
  },
  {
    name: 'a packet that another resource has taken is dropped, whatever becomes of it there',
    text: `host registry 52.85.123.45
vpc a 10.0.0.0/16 {
  igw gate
  subnet net 10.0.0.0/24 { route 0.0.0.0/0 -> gate  instance client 10.0.0.10 { security-groups out } }
  security-group out
  nlb lb { subnets net  listen tcp 443 -> group }
  target-group group tcp 443 { targets client, 10.8.0.10  preserve-client-ip on }
}
vpc b 10.0.0.0/16 {
  subnet net 10.0.0.0/24
  endpoint link interface { serves registry  subnets net  security-groups open }
  security-group open { ingress all from any }
}`,
    packets: {
      'client -> link tcp 443': 'dropped',
    },
  },
];
