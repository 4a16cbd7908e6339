// Findings while a text becomes a network: invalid literals, and resources that AWS does not allow there.
import { checkDiagnostics } from '#test/support/check-diagnostics.ts';

describe('reading a text', () => {
  it('invalid addresses and CIDR blocks', async () => {
    await checkDiagnostics(`
  host far 300.1.1.1
//         ^^^^^^^^^ error invalid-address: 300.1.1.1 is not an IP address: each of the four numbers is between 0 and 255.
  network office 198.51.100.0/33, 198.51.100.7/24
//               ^^^^^^^^^^^^^^^ error invalid-prefix: 198.51.100.0/33 is not a CIDR block: /33 is not a prefix length.
//                                ^^^^^^^^^^^^^^^ warning cidr-host-bits: 198.51.100.7/24 has host bits set; AWS stores 198.51.100.0/24. Write 198.51.100.0/24.
vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24 {
    route 10.300.0.0/16 -> main
//        ^^^^^^^^^^^^^ error invalid-prefix: 10.300.0.0/16 is not a CIDR block: each of the four numbers is between 0 and 255.
    database orders 10.0.1
//                  ^^ error syntax
  }
  igw main
}
`);
  });

  it('VPC links without what they need, and settings of another load balancer', async () => {
    await checkDiagnostics(`
vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24 { az us-east-1a  instance app-1 { security-groups g } }
  subnet b 10.0.2.0/24 { az us-east-1b  instance app-2 { security-groups g } }
  alb shop internal { subnets a, b  security-groups g  enforce-on-privatelink off  listen http 80 -> tg }
//                                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^ error alb-enforce-on-privatelink: An alb gets no traffic over PrivateLink: remove the line from shop
  nlb inner internal { subnets a, b  security-groups g  listen tcp 80 -> plain }
  target-group tg http 80 { targets app-1, app-2 }
  target-group plain tcp 80 { targets app-1, app-2 }
  security-group g { ingress tcp 80 from any }
}
api-gateway first { vpc-link shop }
//                  ^^^^^^^^^^^^^ error apigw-link-subnets: A VPC link to an alb has interfaces: write "vpc-link shop { subnets …  security-groups … }".
api-gateway second { vpc-link inner { security-groups g } }
//                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error apigw-link-subnets: A VPC link with security groups has interfaces: write "vpc-link inner { subnets …  security-groups … }". For a VPC link V1, which leads to an nlb over PrivateLink, write no block.
api-gateway third { vpc-link inner }
api-gateway fourth { vpc-link shop { subnets a } }
`);
  });

  it('names that are no domain names', async () => {
    await checkDiagnostics(`
vpc v 10.0.0.0/16 { dns-hostnames on }
private-zone names "corp example" { vpcs v  record "a b" -> 10.0.0.10  record "*" -> 10.0.0.11 }
//                 ^^^^^^^^^^^^^^ error invalid-domain: "corp example" is not a domain name: write labels of letters, digits and -.
//                                                 ^^^^^ error invalid-domain: "a b" is not a domain name: write labels of letters, digits and -.
`);
  });

  it('contents of what exists elsewhere, and security groups outside of VPCs', async () => {
    await checkDiagnostics(`
external vpc shared 10.9.0.0/16 { region us-east-1  igw main }
//           ^^^^^^ error external-contents: What is in an external VPC is unknown. Leave the block of shared empty except for "region", or remove the word "external".
external vpc other 10.8.0.0/16 { subnet s 10.8.0.0/24 { instance a } }
//           ^^^^^ error external-contents: What is in an external VPC is unknown. Leave the block of other empty except for "region", or remove the word "external".
external security-group theirs { ingress tcp 22 from any }
//                      ^^^^^^ error external-contents: The rules of an external security group are unknown. Remove the rules of theirs, or the word "external".
security-group lost
//             ^^^^ error security-group-without-vpc: A security group is in a VPC. Move lost into one, or write "external security-group lost" if it exists elsewhere.
`);
  });

  it('the same on rules', async () => {
    await checkDiagnostics(`
vpc v 10.0.0.0/16 {
  security-group web {
    ingress tcp 443 from 10.0.0.300
//                       ^^^^^^^^^^ error invalid-address: 10.0.0.300 is neither an IP address nor a CIDR block: each of the four numbers is between 0 and 255.
    ingress tcp 80, 9000-8000, 70000 from 10.0.0.7/24
//          ^^^^^^^^^^^^^^^^^^^^^^^^ error invalid-ports: 9000-8000 is not a range of ports: the first port is larger than the last.
//          ^^^^^^^^^^^^^^^^^^^^^^^^ error invalid-ports: 70000 is not a range of ports: ports end at 65535.
//                                        ^^^^^^^^^^^ warning cidr-host-bits: 10.0.0.7/24 has host bits set; AWS stores 10.0.0.0/24. Write 10.0.0.0/24.
    ingress deny tcp 22 from any
//          ^^^^ error sg-deny-expected: A security group has no deny rules. Deny with a network ACL, or remove the rule.
  }
  network-acl tight {
    inbound  100 allow tcp 443 from web
//                                  ^^^ error nacl-sg-reference: A network ACL rule matches CIDR blocks only. Write a block instead of web.
    outbound 100 allow all to any, web
//                                 ^^^ error nacl-sg-reference: A network ACL rule matches CIDR blocks only. Write a block instead of web.
    outbound 110 allow all to partners
//                            ^^^^^^^^ error nacl-sg-reference: A network ACL rule matches CIDR blocks only. Write a block instead of partners.
  }
}
prefix-list partners 203.0.113.0/24
`);
  });

  it('VPCs and subnets without a CIDR block', async () => {
    await checkDiagnostics(`
  vpc v {
//    ^ error vpc-cidr-missing: A VPC needs an IPv4 block. Write one after its name, for example: vpc v 10.0.0.0/16.
  subnet a
//       ^ error subnet-cidr-missing: A subnet needs a block of its VPC's addresses. Write one after its name, for example: subnet a 10.0.1.0/24.
  subnet b 10.0.1.0/24
}
  vpc w 2001:db8::/56 {
//    ^ error vpc-cidr-missing: A VPC needs an IPv4 block. Write one after its name, for example: vpc w 10.0.0.0/16.
  subnet a 2001:db8::/64
}
  vpc x 10.0.0.0/333
//      ^^^^^^^^^^^^ error invalid-prefix: 10.0.0.0/333 is not a CIDR block: /333 is not a prefix length.
`);
  });

  it('subnets with two Availability Zones or route tables', async () => {
    await checkDiagnostics(`
vpc v 10.0.0.0/16 {
  igw main
  route-table outward { route 0.0.0.0/0 -> main }
  subnet a 10.0.1.0/24 {
    az us-east-1a, us-east-1b
//  ^^^^^^^^^^^^^^^^^^^^^^^^^ error subnet-multi-az: A subnet is in one Availability Zone. Write a subnet for each of us-east-1a, us-east-1b.
    route-table outward
//  ^^^^^^^^^^^^^^^^^^^ error subnet-two-route-tables: A subnet has one route table. Move these routes into outward, or remove the line that names it.
    route 52.0.0.0/8 -> main
  }
}
`);
  });

  it('resources without a location', async () => {
    await checkDiagnostics(`
vpc v 10.0.0.0/16 {
  nat nat-a
//    ^^^^^ error nat-without-subnet: A zonal NAT gateway is in one subnet. Move nat-a into a public subnet.
  database orders
//         ^^^^^^ error workload-without-subnet: database orders is in no subnet. Put it into a subnet, or give it a line "subnets …".
}
  instance web
//         ^^^ error workload-without-subnet: instance web is in no subnet. Put it into a subnet of a VPC.
lambda report
`);
  });

  it('names that are declared twice, and names that are not defined', async () => {
    await checkDiagnostics(`
vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24 { database a { security-groups data } }
//                                ^ error duplicate-name: a is already the name of another resource. Give this one a different name.
//                                                    ^^^^ error unknown-name
}
  host v 192.0.2.1
//     ^ error duplicate-name: v is already the name of another resource. Give this one a different name.
`);
  });

  it('security groups on a NAT gateway', async () => {
    await checkDiagnostics(`
vpc v 10.0.0.0/16 {
  igw main
  subnet a 10.0.1.0/24 {
    route 0.0.0.0/0 -> main
    nat nat-a { elastic-ip 203.0.113.10  security-groups web }
//                                       ^^^^^^^^^^^^^^^^^^^ error nat-security-group: A NAT gateway has no security groups. Filter with the network ACL of its subnet, or with the security groups of its clients.
  }
  security-group web { ingress tcp 443 from internet }
}
`);
  });

  it('regional NAT gateways with properties of zonal ones', async () => {
    await checkDiagnostics(`
vpc v 10.0.0.0/16 {
  igw main
  private regional nat quiet { elastic-ip 203.0.113.10, 203.0.113.300 }
//                     ^^^^^ error nat-regional-private: A regional NAT gateway is always public. Remove the word "private", or make quiet a zonal NAT gateway in a subnet.
//                                                      ^^^^^^^^^^^^^ error invalid-address
  subnet a 10.0.1.0/24 {
    route 0.0.0.0/0 -> out
    regional nat out { elastic-ip 203.0.113.11 }
//               ^^^ error nat-regional-in-subnet: A regional NAT gateway belongs to the VPC and is in no subnet. Move out out of the subnet, or remove the word "regional".
  }
}
`);
  });

  it('routes and propagation from connections that are not attached', async () => {
    await checkDiagnostics(`
network office 198.51.100.0/24
prefix-list lists 203.0.113.0/33
//                ^^^^^^^^^^^^^^ error invalid-prefix
vpn elsewhere { remote office }
vpc v 10.0.0.0/16 {
  egress-igw six { route 10.0.1.0/24 -> six }
//           ^^^ error gateway-routes-egress-only
  subnet a 10.0.1.0/24 {
    propagate elsewhere
//  ^^^^^^^^^^^^^^^^^^^ error propagate-other-vpc: elsewhere does not end at v: give it the line "vpc v", or remove it here.
  }
}
transit-gateway hub {
  attach elsewhere
  route-table spokes {
    route 10.0.0.0/8 -> v
//                      ^ error transit-route-not-attached: v is not attached to hub: add a line "attach v", or name one of its attachments.
    route 10.0.0.0/8 -> nobody
//                      ^^^^^^ error unknown-name: \`nobody\` is not defined as a vpc, vpn, direct-connect or transit-gateway.
  }
}
`);
  });

  it('resources in two locations, or in none', async () => {
    await checkDiagnostics(`
vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24 {
    instance dual { interface eth1 10.0.2.9 { subnets b, c } }
//                                                       ^ error interface-multi-subnet: An interface is in one subnet. Add another interface for c.
    pod shop
  }
  subnet b 10.0.2.0/24
  subnet c 10.0.3.0/24
  kubernetes-service web { pods shop:8080 }
//                   ^^^ error kubernetes-service-no-port
}
`);
  });

  it('firewalls whose rules cannot be', async () => {
    await checkDiagnostics(`
vpc v 10.0.0.0/16 {
  subnet edge 10.0.0.0/28
  security-group servers
  firewall guard {
    subnets edge
    stateful-default drop
//  ^^^^^^^^^^^^^^^^^^^^^ error firewall-default-action: Only strict order has another default action than pass. Add "rule-order strict", or a rule that drops the rest.
    stateful pass tcp 443 from any to servers
//                                    ^^^^^^^ error firewall-sg-reference: A firewall rule matches addresses only. Write a subnet or a CIDR block instead of servers.
    stateless 10 pass tcp 443 from 10.0.0.0/33 to any
//                                 ^^^^^^^^^^^ error invalid-address
    stateless 20 pass tcp 9-7 from any port 53 to any
//                    ^^^^^^^ error invalid-ports
  }
}
`);
  });

  it('Classic Load Balancers with lines of others, and others with theirs', async () => {
    await checkDiagnostics(`
vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24 { az us-east-1a  instance web { security-groups open }  database data { security-groups open } }
  subnet b 10.0.2.0/24 { az us-east-1b }
  security-group open { ingress tcp 80-81, 8080 from 10.0.0.0/16 }
  target-group group http 8080 { targets web }
  clb old internal {
//    ^^^ error clb-target-group: A listener of a clb leads to a port of its targets. Write "-> 8080" with the port, and "targets …" in old.
    subnets a
    security-groups open
    listen http 80 -> group
    listen tcp 81 -> 8080
    targets web, data, 10.0.1.9
//               ^^^^ error clb-target-not-instance: The targets of a clb are EC2 instances. Use an alb or an nlb for data.
//                     ^^^^^^^^ error clb-target-not-instance
  }
  alb new internal {
    subnets a, b
    security-groups open
    listen http 80 -> 8080
    targets web
//  ^^^^^^^^^^^ error lb-without-target-group: An alb leads to target groups, which have targets and health checks. Write a target group for new, and "listen … -> GROUP".
  }
}
api-gateway api { vpc-link v.old { subnets v.a } }
//                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error apigw-link-clb: A VPC link leads to an alb or an nlb, and old is a clb.
`);
  });

  it('Gateway Load Balancers with lines of others, and endpoints of other services', async () => {
    await checkDiagnostics(`
vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24 { az us-east-1a  database data { security-groups g }  instance guard { security-groups g } }
  subnet b 10.0.2.0/24 { az us-east-1b }
  gwlb fence internet-facing {
//     ^^^^^ error gwlb-line: A gwlb has no ports: it takes all packets of its endpoints: remove the lines "listen …" from fence.
//           ^^^^^^^^^^^^^^^ error gwlb-line: A gwlb has no public addresses: remove "internet-facing" from fence.
    subnets a
    security-groups g
//  ^^^^^^^^^^^^^^^^^ error gwlb-line: A gwlb has no security groups: remove the line "security-groups …" from fence.
    listen tcp 80 -> 8080
    targets guard, data, guard:8080
//                 ^^^^ error gwlb-target: The targets of a gwlb are EC2 instances or IPv4 addresses, which data is not. Name the appliances.
//                       ^^^^^^^^^^ error gwlb-target: A gwlb sends to UDP port 6081 of its appliances: remove ":8080".
  }
  nlb inner internal { subnets a  security-groups g  listen tcp 80 -> plain }
  target-group plain tcp 80 { targets guard }
  endpoint first interface { subnets a  security-groups g  serves fence }
//                                                         ^^^^^^^^^^^^ error endpoint-gwlb: A gwlb is the service of Gateway Load Balancer endpoints: write "endpoint first gateway-load-balancer".
  endpoint second gateway-load-balancer { subnets a  serves inner }
//                                                   ^^^^^^^^^^^^ error endpoint-gwlb: The service of a Gateway Load Balancer endpoint is a gwlb, which inner is not.
  security-group g { ingress tcp 80, 443 from any  ingress udp 6081 from a }
}
`);
  });

  it('text that is not valid', async () => {
    await checkDiagnostics(`
vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24 { az }
//                          ^ error syntax
}
`);
  });
});
