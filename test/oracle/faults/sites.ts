// Faults that were found in answers about sites and the internet: the smallest text for each, and what is right.
import type { Fault } from './fault.ts';

/** What a site announces, who lives there, and what the internet carries. */
export const SITES: readonly Fault[] = [
  {
    name: 'a site that announces everything is not everybody',
    text: `network site 0.0.0.0/0
vpc v 10.0.0.0/16 {
  subnet s 10.0.1.0/24 { route 0.0.0.0/0 -> line  instance app 10.0.1.10 { security-groups open } }
  security-group open { ingress tcp 22 from any }
}
vpn line { vpc v  remote site }
expect internet never reaches app`,
    claims: [true],
    packets: {
      'internet -> app tcp 22': 'dropped',
    },
  },
  {
    name: 'a private network is not on the internet',
    text: `network office 192.168.0.0/16
vpc v 10.0.0.0/16 { subnet s 10.0.0.0/24 { route 192.168.0.0/16 -> line  instance app 10.0.0.10 } }
vpn line { vpc v  remote office }
expect internet never reaches office`,
    claims: [true],
    packets: {
      'internet -> office tcp 22': 'dropped',
      'office -> app tcp 22': 'dropped',
      'app -> office tcp 22': 'delivered',
    },
  },
  {
    name: 'a site answers by the line on which it has learned the way',
    text: `network office 192.168.0.0/16
vpc v 10.0.0.0/16 {
  subnet s 10.0.1.0/24 { az us-east-1a  route 192.168.0.0/16 -> hub  instance app 10.0.1.10 { security-groups open } }
  security-group open { ingress all from any }
}
vpn slow { remote office }
direct-connect fast { remote office }
transit-gateway hub {
  attach v { subnets s  route-table main  propagate main }
  attach slow { route-table main  propagate main }
  attach fast { route-table other  propagate main }
  route-table main {}
  route-table other {}
}`,
    packets: {
      'app -> office tcp 443': 'delivered',
    },
  },
  {
    name: 'a reply to the address of the resolver is lost',
    text: `host printer 10.0.0.2
vpc v 10.0.0.0/16 { subnet s 10.0.1.0/24 { instance app { security-groups open } }  security-group open { ingress all from any } }
vpn line { vpc v  remote printer }
expect printer never reaches app on tcp 80`,
    claims: [true],
    packets: {
      'printer -> app tcp 80': 'dropped',
    },
  },
  {
    name: 'what a site announces and does not have may be in another VPC',
    text: `network hq 192.168.0.0/24
vpc near 10.0.0.0/16 { subnet s 10.0.1.0/24 { propagate line  instance client } }
vpc far 10.1.0.0/16 { subnet s 10.1.1.0/24 { instance server { security-groups open } }  security-group open { ingress all from any } }
vpn line { vpc near  remote hq announces 0.0.0.0/0 }
expect client never reaches server`,
    claims: [false],
    packets: {
      'client -> server tcp 80': 'unknown',
    },
  },
  {
    name: 'a resource is not in the network that contains its address',
    text: `network office 10.0.0.0/8
vpc v 10.0.0.0/16 { subnet s 10.0.1.0/24 { route 10.1.0.0/16 -> link  instance app } }
vpc w 10.1.0.0/16 {
  subnet s 10.1.1.0/24 { route 10.0.0.0/16 -> link  instance db { security-groups open } }
  security-group open { ingress all from any }
}
peering link { vpcs v, w }
vpn line { vpc w  remote office }
expect v.app reaches db on tcp 80
expect v.app never reaches office on tcp 80`,
    claims: [true, true],
  },
];
