// Faults that were found in answers about choices of AWS: the smallest text for each, and what is right.
import type { Fault } from './fault.ts';

/** AWS chooses all but the address, and all of it must work. */
export const CHOICES: readonly Fault[] = [
  {
    name: 'a function gets out of both of its subnets',
    text: `host h 192.0.2.1
vpc v 10.0.0.0/16 {
  igw gw
  public subnet p 10.0.0.0/24 { az us-east-1a  route 0.0.0.0/0 -> gw  nat out { elastic-ip 203.0.113.4 } }
  private subnet a 10.0.1.0/24 { az us-east-1a  route 0.0.0.0/0 -> out }
  private subnet b 10.0.2.0/24 { az us-east-1b  route 0.0.0.0/0 -> out }
  lambda f { subnets a, b  security-groups s }
  security-group s
}`,
    packets: {
      'f -> h tcp 443': 'delivered',
    },
  },
  {
    name: 'a function gets out of one of its subnets only',
    text: `host h 192.0.2.1
vpc v 10.0.0.0/16 {
  igw gw
  public subnet p 10.0.0.0/24 { az us-east-1a  route 0.0.0.0/0 -> gw  nat out { elastic-ip 203.0.113.4 } }
  private subnet a 10.0.1.0/24 { az us-east-1a  route 0.0.0.0/0 -> out }
  private subnet b 10.0.2.0/24 { az us-east-1b }
  lambda f { subnets a, b  security-groups s }
  security-group s
}`,
    packets: {
      'f -> h tcp 443': 'intermittent',
    },
  },
  {
    name: 'a target that calls its own load balancer',
    text: `vpc v 10.0.0.0/16 {
  private subnet a 10.0.4.0/24 {
    az us-east-1a
    instance one { security-groups g }
    instance two { security-groups g }
  }
  nlb lb internal { subnets a  listen tcp 80 -> both }
  target-group both tcp 80 { targets one, two }
  security-group g { ingress tcp 80 from 10.0.0.0/16 }
}
flow f { one -> lb tcp 80 }
expect one reaches lb on tcp 80
expect two reaches lb on tcp 80`,
    claims: [false, false],
    packets: {
      'one -> lb tcp 80': 'intermittent',
      'two -> lb tcp 80': 'intermittent',
    },
  },
  {
    name: 'a node that cannot pass on to the pod',
    text: `vpc v 10.0.0.0/16 {
  private subnet s 10.0.1.0/24 {
    az us-east-1a
    node n1 { security-groups n }
    node n2 { security-groups n }
    pod p1 { on n1 }
    instance client { security-groups c }
  }
  kubernetes-service web { node-port 30080  pods p1:8080 }
  nlb lb internal { subnets s  security-groups l  listen tcp 80 -> tg }
  target-group tg tcp 30080 { targets n1, n2 }
  security-group c
  security-group l { ingress tcp 80 from c }
  security-group n { ingress tcp 30080 from l }   // nodes do not let each other in: n2 cannot pass on to p1
}
expect client reaches lb on tcp 80`,
    claims: [false],
    packets: {
      'client -> lb tcp 80': 'intermittent',
      'client -> n1 tcp 30080': 'dropped',
    },
  },
  {
    name: 'an endpoint in a zone without a target',
    text: `vpc provider 10.1.0.0/16 {
  private subnet pa 10.1.1.0/24 { az us-east-1a  instance app { security-groups apps } }
  private subnet pb 10.1.2.0/24 { az us-east-1b }
  nlb offer internal { subnets pa, pb  listen tcp 80 -> apps-tg }   // cross-zone off (default)
  target-group apps-tg tcp 80 { targets app  preserve-client-ip off }
  security-group apps { ingress tcp 80 from 10.1.0.0/16 }
}
vpc consumer 10.2.0.0/16 {
  private subnet ca 10.2.1.0/24 { az us-east-1a  instance client { security-groups clients } }
  private subnet cb 10.2.2.0/24 { az us-east-1b }
  endpoint link interface { serves provider.offer  subnets ca, cb  security-groups door }
  security-group clients
  security-group door { ingress tcp 80 from clients }
}
expect client reaches link on tcp 80`,
    claims: [false],
    packets: {
      'client -> link tcp 80': 'intermittent',
      'client -> 10.2.1.5 tcp 80': 'delivered',
      'client -> 10.2.2.4 tcp 80': 'dropped at provider.offer',
    },
  },
  {
    name: 'a node whose checks fail stays in DNS with cross-zone load balancing',
    text: `vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24 { az us-east-1a  instance app { security-groups open }  instance client { security-groups open } }
  subnet b 10.0.2.0/24 { az us-east-1b  network-acl clients }
  network-acl clients {
    inbound 100 deny tcp from 10.0.1.4
    inbound 200 allow all from any
    outbound 100 allow all to any
  }
  alb lb internal { subnets a, b  security-groups open  listen http 80 -> apps }
  target-group apps http 80 { targets app }
  security-group open { ingress all from any }
}`,
    packets: {
      'client -> lb tcp 80': 'intermittent',
    },
  },
];
