// Networks for facts that random networks seldom contain.

/** Texts of networks, each by the fact that it shows. */
export const SCENARIOS: Readonly<Record<string, string>> = {
  'a Classic Load Balancer whose network ACL meets what it sends to its own subnet, and no replies (8C.4, 8C.6)': `
vpc a 10.0.0.0/16 {
  subnet front 10.0.1.0/24 {
    az zone-a
    network-acl guarded
    instance near 10.0.1.10 { security-groups open }
    instance client 10.0.1.20 { security-groups open }
  }
  subnet back 10.0.2.0/24 { az zone-a  instance shut 10.0.2.10 { security-groups closed }  instance caller 10.0.2.20 { security-groups open } }
  clb both internal { subnets front  security-groups open  listen tcp 80 -> 8080  listen http 81 -> 8081  targets near, shut }
  clb none internal { subnets back  security-groups open  listen tcp 80 -> 8080  targets shut }
  security-group open { ingress all from any }
  security-group closed { ingress tcp 22 from any }
  network-acl guarded {
    inbound  100 allow all from any
    outbound 100 deny  tcp 8080 to 10.0.1.0/24
    outbound 200 allow all to any
  }
}`,
  'fleets: each member calls, is called, and is a target (8.1, 8.4)': `
host mirror 198.51.100.80
vpc a 10.0.0.0/16 {
  igw main
  subnet one 10.0.1.0/24 { az zone-a  route 0.0.0.0/0 -> main  instance client 10.0.1.10 { elastic-ip 203.0.113.1  security-groups open } }
  subnet two 10.0.2.0/24 { az zone-b  network-acl guarded }
  fleet web { subnets one, two  count 3  public-ip  security-groups servers }
  alb shop internal { subnets one, two  security-groups open  listen http 80 -> group }
  clb old internal { subnets one  security-groups open  listen tcp 80 -> 8080  targets web }
  target-group group http 8080 { targets web }
  security-group open { ingress all from any }
  security-group servers { ingress tcp 8080 from open  ingress tcp 7946 from servers  ingress tcp 22 from 198.51.100.0/24 }
  network-acl guarded {
    inbound  100 deny  tcp 7946 from any
    inbound  200 allow all from any
    outbound 100 allow all to any
  }
}`,
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
  'an instance with interfaces in two subnets: each has its own groups, addresses and routes (2.1, 2.2)': `
host mirror 198.51.100.80
vpc a 10.0.0.0/16 {
  igw main
  subnet front 10.0.1.0/24 {
    route 0.0.0.0/0 -> main
    instance router 10.0.1.10 {
      elastic-ip 203.0.113.1
      security-groups web
      interface inner 10.0.2.10 { subnets back  security-groups admin }
    }
    instance near 10.0.1.20 { security-groups admin }
  }
  subnet back 10.0.2.0/24 {
    network-acl guarded
    instance server 10.0.2.20 { elastic-ip 203.0.113.2  security-groups web }
  }
  subnet clients 10.0.3.0/24 { instance client 10.0.3.10 { security-groups admin } }
  security-group web { ingress tcp 443 from any  ingress icmp from 10.0.0.0/16 }
  security-group admin { ingress tcp 22 from admin, web  egress tcp 22, 443 to any }
  network-acl guarded { inbound 1 deny tcp 22 from 10.0.3.0/24  inbound 2 allow all from any  outbound 1 allow all to any }
}`,
  'a route to a subnet by an instance that has an interface there: the instance takes its own packets (2.7)': `
vpc a 10.0.0.0/16 {
  subnet front 10.0.1.0/24 {
    instance firewall 10.0.1.10 {
      source-dest-check off
      security-groups open
      interface inner 10.0.2.10 { subnets back  security-groups closed }
    }
  }
  subnet back 10.0.2.0/24 { route 10.0.3.0/24 -> firewall  instance server 10.0.2.20 { security-groups open } }
  subnet clients 10.0.3.0/24 { route 10.0.2.0/24 -> firewall  instance client 10.0.3.10 { security-groups open } }
  security-group open { ingress all from any }
  security-group closed { ingress tcp 22 from 10.0.1.0/24  egress tcp 5000 to any }
}`,
  'an interface with secondary addresses: only the first two have public ones (3.9, 5.4)': `
host mirror 198.51.100.80
vpc a 10.0.0.0/16 {
  igw main
  subnet edge 10.0.1.0/24 {
    route 0.0.0.0/0 -> main
    instance server 10.0.1.10, 10.0.1.11, 10.0.1.12 { elastic-ip 203.0.113.1, 203.0.113.2  security-groups web }
    instance client 10.0.1.20 { elastic-ip 203.0.113.3 }
  }
  subnet inner 10.0.2.0/24 {
    route 203.0.113.0/24 -> out
    network-acl guarded
    instance away 10.0.2.20, 10.0.2.21 { security-groups away }
  }
  subnet nats 10.0.3.0/24 { route 0.0.0.0/0 -> main  nat out 10.0.3.10 { elastic-ip 203.0.113.4 } }
  security-group web {
    ingress tcp 443 from away, 203.0.113.4/32
    ingress tcp 80 from 203.0.113.3/32
    ingress icmp from 198.51.100.0/24
  }
  security-group away { ingress tcp 22 from web  egress all to any }
  network-acl guarded { inbound 1 deny all from 10.0.1.11/32  inbound 2 allow all from any  outbound 1 allow all to any }
}`,
  'private and public addresses, called over a peering and from the other VPC by the internet (13.3, 5.5)': `
vpc a 10.0.0.0/16 {
  igw main
  subnet edge 10.0.1.0/24 {
    route 0.0.0.0/0 -> main
    route 10.1.0.0/16 -> link
    instance server 10.0.1.10, 10.0.1.11 { elastic-ip 203.0.113.1  security-groups web }
  }
  security-group web { ingress tcp 443 from 10.1.0.0/16  ingress tcp 80 from 203.0.113.21/32 }
}
vpc b 10.1.0.0/16 {
  igw main
  subnet far 10.1.1.0/24 {
    route 0.0.0.0/0 -> main
    route 10.0.0.0/16 -> link
    instance client 10.1.1.10, 10.1.1.11 { elastic-ip 203.0.113.21 }
  }
}
peering link { vpcs a, b }`,
  'interfaces with IPv4 and IPv6 addresses: each family has its own rules and routes (2C, 5.9)': `
network six 2001:db8:ffff::/64
host mirror 198.51.100.80, 2001:db8:eeee::80
vpc a 10.0.0.0/16, 2001:db8:10::/56 {
  igw main
  egress-igw outward
  subnet edge 10.0.1.0/24, 2001:db8:10:1::/64 {
    route 0.0.0.0/0 -> main
    route ::/0 -> main
    instance server 10.0.1.10, 2001:db8:10:1::10, 2001:db8:10:1::11 { elastic-ip 203.0.113.1  security-groups web }
  }
  subnet inner 10.0.2.0/24, 2001:db8:10:2::/64 {
    route ::/0 -> outward
    instance client 10.0.2.20, 2001:db8:10:2::20 {
      security-groups clients
      interface more 10.0.1.30, 2001:db8:10:1::30 { subnets edge  security-groups web }
    }
  }
  security-group web { ingress tcp 443 from six, 10.0.2.0/24  ingress tcp 80 from clients  ingress icmpv6 from ::/0 }
  security-group clients { ingress icmpv6 from web }
}`,
  'a function in two subnets: only one of its interfaces has a way out (9.5)': `
host mirror 198.51.100.80
vpc a 10.0.0.0/16 {
  igw main
  subnet edge 10.0.1.0/24 { route 0.0.0.0/0 -> main  nat out 10.0.1.10 { elastic-ip 203.0.113.1 } }
  subnet near 10.0.2.0/24 { route 0.0.0.0/0 -> out }
  subnet away 10.0.3.0/24 { network-acl guarded }
  subnet servers 10.0.4.0/24 { instance server 10.0.4.10 { security-groups web } }
  lambda worker { subnets near, away  security-groups functions }
  security-group functions
  security-group web { ingress tcp 443 from functions }
  network-acl guarded { outbound 1 allow tcp 443 to any  inbound 1 allow tcp 1024-32767 from any }
}`,
  'a network behind an instance: routes, groups and network ACLs in both directions (0.7, 2.11)': `
network clients 10.8.0.0/24 behind gateway
network lab 192.168.8.0/24, 192.168.9.0/24 behind gateway
host printer 192.168.8.77
network forgotten 172.20.0.0/16 behind strict
vpc a 10.0.0.0/16 {
  igw main
  subnet edge 10.0.1.0/24 {
    route 0.0.0.0/0 -> main
    route 10.8.0.0/24 -> gateway
    route 192.168.8.0/23 -> gateway
    instance gateway 10.0.1.10, 10.0.1.11 { elastic-ip 203.0.113.1  source-dest-check off  security-groups passing }
    instance strict 10.0.1.20 { security-groups open }
    instance near 10.0.1.30 { security-groups web }
  }
  subnet apps 10.0.2.0/24 {
    route 10.8.0.0/24 -> gateway
    route 192.168.8.0/24 -> gateway
    route 172.20.0.0/16 -> strict
    network-acl guarded
    instance app 10.0.2.10, 10.0.2.11 { security-groups web }
  }
  subnet hidden 10.0.3.0/24 { instance unaware 10.0.3.10 { security-groups open } }
  security-group open { ingress all from any }
  security-group passing { ingress tcp 443 from 10.0.0.0/16  ingress udp from web  egress tcp 443 to web, 10.0.3.0/24  egress icmp to any }
  security-group web { ingress tcp 443 from clients, lab  ingress icmp from clients }
  network-acl guarded { inbound 1 deny all from 10.8.0.0/25  inbound 2 allow all from any  outbound 1 allow all to any }
}`,
  'a network behind an instance, from another VPC and out by a NAT gateway (6.3, 13.3, 13.13)': `
host mirror 198.51.100.80
network clients 10.8.0.0/24 behind gateway
network branch 192.168.8.0/24 behind far
vpc a 10.0.0.0/16 {
  igw main
  subnet edge 10.0.1.0/24 {
    route 0.0.0.0/0 -> out
    route 10.1.0.0/16 -> hub
    route 10.2.0.0/16 -> link
    route 192.168.8.0/24 -> hub
    route 10.8.0.0/24 -> gateway
    instance gateway 10.0.1.10 { source-dest-check off  security-groups open }
  }
  subnet nats 10.0.2.0/24 { route 0.0.0.0/0 -> main  route 10.8.0.0/24 -> gateway  nat out 10.0.2.10 { elastic-ip 203.0.113.1 } }
  security-group open { ingress all from any }
}
vpc b 10.1.0.0/16 {
  subnet other 10.1.1.0/24 {
    route 10.0.0.0/8 -> hub
    route 192.168.8.0/24 -> far
    instance far 10.1.1.10 { source-dest-check off  security-groups open }
    instance server 10.1.1.20 { security-groups open }
  }
  security-group open { ingress all from any }
}
vpc c 10.2.0.0/16 {
  subnet peered 10.2.1.0/24 {
    route 10.0.0.0/16 -> link
    route 10.8.0.0/24 -> link
    instance server 10.2.1.10 { security-groups open }
  }
  security-group open { ingress all from any }
}
transit-gateway hub {
  attach a { subnets edge }
  attach b { subnets other }
  route-table default { route 10.8.0.0/24 -> a  route 192.168.8.0/24 -> b }
}
peering link { vpcs a, c }`,
  'a node with several interfaces and addresses: its pods reach all of them inside it (10.2, 10.6)': `
host mirror 198.51.100.80
vpc a 10.0.0.0/16 {
  subnet nodes 10.0.1.0/24 {
    node worker 10.0.1.10, 10.0.1.13 {
      security-groups nodes
      interface more 10.0.2.10 { subnets apps  security-groups closed }
    }
    pod own 10.0.1.11 { on worker }
    pod guarded 10.0.1.12 { on worker  security-groups pods }
  }
  subnet apps 10.0.2.0/24 { instance app 10.0.2.20 { security-groups nodes } }
  security-group nodes { ingress tcp 443 from nodes  ingress icmp from any }
  security-group closed { ingress tcp 22 from pods }
  security-group pods { ingress tcp 443 from closed }
}`,
  'a network behind a node: pods of the node and of another one (10.2)': `
network overlay 192.168.8.0/24 behind worker
vpc a 10.0.0.0/16 {
  subnet nodes 10.0.1.0/24 {
    route 192.168.8.0/24 -> worker
    node worker 10.0.1.10 { source-dest-check off  security-groups nodes }
    pod own 10.0.1.11 { on worker }
    pod guarded 10.0.1.12 { on worker  security-groups pods }
    node other 10.0.1.20 { security-groups nodes }
    pod foreign 10.0.1.21 { on other }
  }
  subnet apps 10.0.2.0/24 { instance app 10.0.2.10 { security-groups nodes } }
  security-group nodes { ingress all from any }
  security-group pods { ingress tcp 443 from any }
}`,
};
