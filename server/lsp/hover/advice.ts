// The code of a drop → what one can do about it.
import type { DropCode } from '#language/trace/result.ts';

/** One sentence each; the reason of the blocker says what is wrong, this says what would help. */
export const ADVICE: Readonly<Record<DropCode, string>> = {
  ENI_SOURCE_DEST_CHECK_RESTRICTION: 'Turn the check off where packets only pass: `source-dest-check off`.',
  ENI_SG_RULES_MISMATCH: 'Add a rule for this traffic to one of the security groups.',
  SG_HAS_NO_RULES: 'Give the security group a rule for this traffic.',
  SUBNET_ACL_RESTRICTION: 'Add an entry with a lower number that allows it; network ACLs need one for each direction.',
  NO_ROUTE_TO_DESTINATION: 'Add a route for the destination, for example through a NAT gateway.',
  BAD_STATE_ROUTE: 'Let the route lead to something that exists.',
  NO_POSSIBLE_DESTINATION: 'Send it to an address that something in the network owns.',
  IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS: 'Give it a public address, or send it through a NAT gateway.',
  IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS:
    'Private addresses do not exist on the internet: use a public one, a peering or a VPN.',
  IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS: 'These addresses do not exist on the internet: use a public one.',
  IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS: 'Give it a public address, or put an internet-facing load balancer in front.',
  IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS: 'Nobody on the internet has a private address: name a public one.',
  IGW_SOURCE_ADDRESS_NOT_IN_RFC6598_INGRESS: 'Nobody on the internet has such an address: name a public one.',
  ELBV2_LISTENERS_MISMATCH: 'Add a listener for this protocol and port.',
  ELBV2_LISTENER_HAS_NO_TG: 'Let the listener forward to a target group with targets.',
  ELB_INSTALLED_AZ_RESTRICTION: 'Give the load balancer a subnet in the zone of the target.',
  ELB_NOT_CROSSZONE: 'Turn `cross-zone on`, or register a target in each zone.',
  NO_NAT_SESSION: 'NAT gateways carry answers only: for connections from outside put a load balancer in front.',
  NO_STATE: 'Let the answer take the way of the request, before its entry is forgotten.',
  NAT_PROTOCOL: 'NAT gateways carry TCP, UDP and ICMP: use one of them, or a NAT instance.',
  EGRESS_ONLY: 'Use an internet gateway if connections shall come in.',
  NO_ADDRESS: 'Give it an address of this family that the other side can reach.',
  NO_INTEGRATION: 'Give the API gateway something to call: `invoke …` or `vpc-link …`.',
  NLB_HAIRPIN: 'Turn `preserve-client-ip off`, or let the client use another target.',
  DNS_SUPPORT_OFF: 'Turn `dns-support on`.',
  ROUTING_LOOP: 'Let one of the two routes lead out of the circle.',
};
