// Networks behind instances: what is right about packets to them, from them, and inside the instance.
import type { Fault } from './fault.ts';

const OPEN = 'security-group open { ingress all from any }';

/** Where packets to and from a network behind an instance pass, and where they fail. */
export const OVERLAYS: readonly Fault[] = [
  {
    name: 'a network behind an instance is reached by the routes to the instance',
    text: `network branch 10.8.0.0/24 behind router
vpc v 10.0.0.0/16 {
  igw gate
  subnet edge 10.0.0.0/24 {
    route 0.0.0.0/0 -> gate
    instance router { elastic-ip 203.0.113.2  source-dest-check off  security-groups servers }
    instance beside { security-groups open }
  }
  subnet apps 10.0.1.0/24 { route 10.8.0.0/24 -> router  instance app { security-groups open } }
  subnet other 10.0.2.0/24 { instance lost { security-groups open } }
  security-group servers { ingress tcp 22 from 10.0.0.0/16  egress tcp 443 to any }
  ${OPEN}
}
expect app reaches branch on tcp 22 via router
expect branch never reaches app on tcp 22
expect internet never reaches branch`,
    claims: [true, true, true],
    packets: {
      'app -> branch tcp 22': 'delivered',
      'app -> branch tcp 80': 'dropped at router',
      'branch -> app tcp 443': 'delivered',
      'branch -> app tcp 22': 'dropped at router',
      // Packets inside the instance meet no filter.
      'branch -> router tcp 80': 'delivered',
      'router -> branch tcp 80': 'delivered',
      // No route leads back to the instance.
      'branch -> lost tcp 443': 'dropped at v.other',
      'branch -> beside tcp 443': 'dropped at v.gate',
      // The instance has a public address; the network behind it has none.
      'branch -> internet tcp 443': 'dropped at v.gate',
      'internet -> branch tcp 443': 'dropped',
    },
  },
  {
    name: 'networks behind two instances meet in the VPC',
    text: `network left 10.8.0.0/24 behind one
network right 10.9.0.0/24 behind two
vpc v 10.0.0.0/16 {
  subnet a 10.0.0.0/24 { route 10.9.0.0/24 -> two  instance one { source-dest-check off  security-groups open } }
  subnet b 10.0.1.0/24 { route 10.8.0.0/24 -> one  instance two { security-groups open  source-dest-check off } }
  ${OPEN}
}`,
    packets: {
      'left -> right tcp 443': 'delivered',
      'right -> left icmp 8': 'delivered',
    },
  },
  {
    name: 'the check of an instance drops the packets of a network behind it',
    text: `network left 10.8.0.0/24 behind one
vpc v 10.0.0.0/16 {
  subnet a 10.0.0.0/24 { instance one { security-groups open } }
  subnet b 10.0.1.0/24 { route 10.8.0.0/24 -> one  instance app { security-groups open } }
  ${OPEN}
}`,
    packets: {
      'left -> app tcp 443': 'dropped at one',
      'app -> left tcp 443': 'dropped at one',
      'one -> left tcp 443': 'delivered',
    },
  },
  {
    name: 'without its instance a network is cut off',
    text: `network left 10.8.0.0/24 behind one
vpc v 10.0.0.0/16 {
  subnet a 10.0.0.0/24 { instance one { source-dest-check off  security-groups open } }
  subnet b 10.0.1.0/24 { route 10.8.0.0/24 -> one  instance app { security-groups open } }
  ${OPEN}
}`,
    without: 'one',
    packets: {
      'left -> app tcp 443': 'dropped',
      'app -> left tcp 443': 'dropped at v.b',
    },
  },
  {
    name: 'a peering carries nothing of a network behind an instance',
    text: `network left 10.8.0.0/24 behind one
vpc v 10.0.0.0/16 {
  subnet a 10.0.0.0/24 { route 10.1.0.0/16 -> link  instance one { source-dest-check off  security-groups open } }
  ${OPEN}
}
vpc w 10.1.0.0/16 {
  subnet c 10.1.0.0/24 { route 10.8.0.0/24 -> link  instance far { security-groups open } }
  ${OPEN}
}
peering link { vpcs v, w }`,
    packets: {
      'far -> left tcp 443': 'dropped at link',
      'left -> far tcp 443': 'dropped at link',
    },
  },
];
