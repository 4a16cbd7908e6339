// Networks for facts that random networks seldom contain.

/** Texts of networks, each by the fact that it shows. */
export const SCENARIOS: Readonly<Record<string, string>> = {
  'replies to a NAT gateway over peering without a return route (6.16)': `
vpc a 10.0.0.0/16 {
  subnet clients 10.0.1.0/24 { route 10.1.0.0/16 -> out  instance client 10.0.1.10 }
  subnet nats 10.0.2.0/24 { route 10.1.0.0/16 -> link  private nat out 10.0.2.10 }
}
vpc b 10.1.0.0/16 {
  subnet far 10.1.1.0/24 { instance server 10.1.1.10 { security-groups open } }
  security-group open { ingress all from any }
}
peering link { vpcs a, b }`,
  'Block Public Access that allows only connections of a NAT gateway (5.13, 5.14)': `
vpc a 10.0.0.0/16 {
  block-public-access ingress-only
  igw main
  subnet edge 10.0.1.0/24 {
    route 0.0.0.0/0 -> main
    nat out 10.0.1.10 { elastic-ip 203.0.113.1 }
    instance shown 10.0.1.20 { elastic-ip 203.0.113.2  security-groups open }
  }
  subnet excluded 10.0.2.0/24 {
    block-public-access off
    route 0.0.0.0/0 -> main
    instance spared 10.0.2.20 { elastic-ip 203.0.113.3  security-groups open }
  }
  subnet inner 10.0.3.0/24 { route 0.0.0.0/0 -> out  instance client 10.0.3.10 }
  security-group open { ingress all from any }
}`,
  'a transit gateway without a subnet in the Availability Zone of the sender (13.10)': `
vpc a 10.0.0.0/16 {
  subnet tgw 10.0.1.0/24 { az zone-a  route 10.1.0.0/16 -> hub  instance near 10.0.1.10 { security-groups open } }
  subnet other 10.0.2.0/24 { az zone-b  route 10.1.0.0/16 -> hub  instance away 10.0.2.10 { security-groups open } }
  security-group open { ingress all from any }
}
vpc b 10.1.0.0/16 {
  subnet far 10.1.1.0/24 { az zone-a  route 10.0.0.0/16 -> hub  instance server 10.1.1.10 { security-groups open } }
  security-group open { ingress all from any }
}
transit-gateway hub { attach a { subnets tgw }  attach b { subnets far } }`,
};
