// Faults that were found in answers about single packets: the smallest text for each, and what is right.
import type { Fault } from './fault.ts';

/** Single packets whose answer depends on a fact that is easily missed. */
export const PACKETS: readonly Fault[] = [
  {
    name: 'a timestamp request is answered with a timestamp reply',
    text: `vpc v 10.0.0.0/16 {
  subnet a 10.0.0.0/24 { network-acl listed  instance one 10.0.0.10 { security-groups open } }
  subnet b 10.0.1.0/24 { instance two 10.0.1.10 { security-groups open } }
  security-group open { ingress all from any }
  network-acl listed { inbound 100 allow icmp type 14 from any  outbound 100 allow all to any }
}
flow timestamp { one -> two icmp type 13 }`,
    packets: {
      'one -> two icmp 13': 'delivered',
      'one -> two icmp 8': 'dropped',
    },
  },
  {
    name: 'a timestamp request alone is let through',
    text: `vpc v 10.0.0.0/16 {
  subnet a 10.0.0.0/24 { network-acl listed  instance one 10.0.0.10 { security-groups open } }
  subnet b 10.0.1.0/24 { instance two 10.0.1.10 { security-groups open } }
  security-group open { ingress all from any }
  network-acl listed { inbound 100 allow icmp type 13 from any  outbound 100 allow all to any }
}
expect one never reaches two on icmp type 13`,
    claims: [true],
    packets: {
      'one -> two icmp 13': 'dropped',
    },
  },
  {
    name: 'a NAT gateway does not take its own packets for answers',
    text: `vpc v 10.0.0.0/16 {
  igw main
  subnet front 10.0.0.0/24 { route 0.0.0.0/0 -> main  nat out 10.0.0.20 { elastic-ip 203.0.113.10 } }
  subnet back 10.0.1.0/24 { route 0.0.0.0/0 -> out  instance app 10.0.1.10 { security-groups open } }
  security-group open { ingress all from any }
}`,
    packets: {
      'app -> 203.0.113.10 tcp 12345': 'dropped at out',
      'app -> 203.0.113.10 tcp 443': 'dropped at out',
      'app -> 203.0.113.10 udp 1024': 'dropped at out',
    },
  },
  {
    name: 'nor its own messages of ICMP',
    text: `vpc v 10.0.0.0/16 {
  igw main
  subnet front 10.0.0.0/24 { route 0.0.0.0/0 -> main  nat out 10.0.0.20 { elastic-ip 203.0.113.10 } }
  subnet back 10.0.1.0/24 { route 0.0.0.0/0 -> out  instance app 10.0.1.10 { security-groups open } }
  security-group open { ingress all from any }
}
flow probe { app -> 203.0.113.10 icmp type 13 dropped at out }
expect app never reaches out`,
    claims: [true],
    packets: {
      'app -> 203.0.113.10 icmp 8': 'dropped at out',
      'app -> 203.0.113.10 icmp 13': 'dropped at out',
      'app -> 203.0.113.10 icmp 3': 'dropped at out',
    },
  },
  {
    name: 'a regional NAT gateway is an end that takes nothing',
    text: `vpc v 10.0.0.0/16 {
  igw main
  regional nat out
  private subnet a 10.0.1.0/24 { az us-east-1a  route 0.0.0.0/0 -> out  instance app { security-groups g } }
  security-group g
}
flow stray { internet -> out tcp 443 dropped }`,
    packets: {
      'internet -> v.out tcp 443': 'dropped at out',
    },
  },
  {
    name: 'an address stays with the account without its resource',
    text: `vpc v 10.0.0.0/16 {
  igw main
  subnet s 10.0.0.0/24 { route 0.0.0.0/0 -> main  instance app 10.0.0.10 { elastic-ip 203.0.113.10  security-groups open } }
  security-group open { ingress tcp 22 from any }
}`,
    without: 'app',
    packets: {
      'internet -> 203.0.113.10 tcp 22': 'dropped',
    },
  },
  {
    name: 'a VPC link of a REST API has no interfaces',
    text: `vpc v 10.0.0.0/16 {
  private subnet a 10.0.1.0/24 { az us-east-1a  instance app { security-groups apps } }
  private subnet b 10.0.2.0/24 { az us-east-1b }
  nlb inner internal { subnets a, b  listen tcp 80 -> tg  cross-zone on }
  target-group tg tcp 80 { targets app  preserve-client-ip off }
  security-group apps { ingress tcp 80 from 10.0.0.0/16 }
}
api-gateway rest { vpc-link inner }
flow call { internet -> rest tcp 443 }`,
    packets: {
      'internet -> rest tcp 443': 'delivered',
    },
  },
  {
    name: 'a network behind an instance is unknown',
    text: `network branch 10.8.0.0/24 "Clients of the OpenVPN server"
vpc v 172.31.0.0/16 {
  igw gw
  public subnet s 172.31.0.0/20 {
    az us-east-1a
    route 0.0.0.0/0 -> gw
    instance openvpn { elastic-ip 203.0.113.2  source-dest-check off  security-groups g }
  }
  private subnet p 172.31.16.0/20 { az us-east-1a  route 10.8.0.0/24 -> openvpn  instance app { security-groups g } }
  security-group g { ingress all from 172.31.0.0/16, branch }
}
flow push { app -> branch tcp 22 }
flow pull { branch -> app tcp 22 }`,
    packets: {
      'app -> branch tcp 22': 'unknown',
      'branch -> app tcp 22': 'unknown',
    },
  },
];
