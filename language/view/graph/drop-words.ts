// A drop code in; a few plain words for the picture out.
import type { DropCode } from '#language/trace/result.ts';

/** Short enough to stand on an arrow; the tooltip has the whole reason. */
export const DROP_WORDS: Readonly<Record<DropCode, string>> = {
  ENI_SOURCE_DEST_CHECK_RESTRICTION: 'source/destination check',
  ENI_SG_RULES_MISMATCH: 'security group: no rule',
  SG_HAS_NO_RULES: 'security group: no rules',
  SUBNET_ACL_RESTRICTION: 'network ACL denies',
  NO_ROUTE_TO_DESTINATION: 'no route',
  BAD_STATE_ROUTE: 'blackhole route',
  NO_POSSIBLE_DESTINATION: 'no such destination',
  IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS: 'no public address',
  IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS: 'private destination',
  IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS: 'private destination',
  IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS: 'no public address',
  IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS: 'private source',
  IGW_SOURCE_ADDRESS_NOT_IN_RFC6598_INGRESS: 'private source',
  ELBV2_LISTENERS_MISMATCH: 'no listener',
  ELBV2_LISTENER_HAS_NO_TG: 'no target',
  ELB_INSTALLED_AZ_RESTRICTION: 'zone not enabled',
  ELB_NOT_CROSSZONE: 'cross-zone is off',
  NO_NAT_SESSION: 'no connection entry',
  NO_STATE: 'connection unknown',
  NAT_PROTOCOL: 'protocol not translated',
  EGRESS_ONLY: 'egress only',
  NO_ADDRESS: 'no address',
  NO_INTEGRATION: 'no integration',
  NLB_HAIRPIN: 'target calls itself',
  DNS_SUPPORT_OFF: 'resolver is off',
  ROUTING_LOOP: 'routing loop',
};
