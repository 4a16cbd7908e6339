// All rules, in the order of the manual: claims, addresses, routes, NAT, security groups, network ACLs, load balancers, services.
import type { Rule } from './rule.ts';
import { addressDuplicate } from './rules/address-duplicate.ts';
import { addressOutsideSubnet } from './rules/address-outside-subnet.ts';
import { addressReserved } from './rules/address-reserved.ts';
import { albOneAz } from './rules/alb-one-az.ts';
import { albSubnetSmall } from './rules/alb-subnet-small.ts';
import { apigwLinkSg } from './rules/apigw-link-sg.ts';
import { apigwPrivateNoEndpoint } from './rules/apigw-private-no-endpoint.ts';
import { asymmetricPath } from './rules/asymmetric-path.ts';
import { bastionWorldOpen } from './rules/bastion-world-open.ts';
import { bpaBlocks } from './rules/bpa-blocks.ts';
import { claimsTooLarge } from './rules/claims-too-large.ts';
import { clientVpnAssociation } from './rules/client-vpn-association.ts';
import { clientVpnCidr } from './rules/client-vpn-cidr.ts';
import { clientVpnRoutes } from './rules/client-vpn-routes.ts';
import { dbInPublicSubnet } from './rules/db-in-public-subnet.ts';
import { dbSubnetGroupOneAz } from './rules/db-subnet-group-one-az.ts';
import { dnsPrivateZone } from './rules/dns-private-zone.ts';
import { dnsSupportOff } from './rules/dns-support-off.ts';
import { eipShared } from './rules/eip-shared.ts';
import { eksClusterSubnets } from './rules/eks-cluster-subnets.ts';
import { eksNodeportBlocked } from './rules/eks-nodeport-blocked.ts';
import { eksPodsPublicSubnetNoSnat } from './rules/eks-pods-public-subnet-no-snat.ts';
import { endpointGatewayRemote } from './rules/endpoint-gateway-remote.ts';
import { endpointGatewayService } from './rules/endpoint-gateway-service.ts';
import { endpointGatewayUnassociated } from './rules/endpoint-gateway-unassociated.ts';
import { endpointInterfaceDns } from './rules/endpoint-interface-dns.ts';
import { endpointInterfaceOneAz } from './rules/endpoint-interface-one-az.ts';
import { endpointInterfaceSg } from './rules/endpoint-interface-sg.ts';
import { endpointZoneNotOffered } from './rules/endpoint-zone-not-offered.ts';
import { expectFailed } from './rules/expect-failed.ts';
import { expectUnknown } from './rules/expect-unknown.ts';
import { flowBlocked } from './rules/flow-blocked.ts';
import { flowIntermittent } from './rules/flow-intermittent.ts';
import { flowNotDropped } from './rules/flow-not-dropped.ts';
import { flowUnknown } from './rules/flow-unknown.ts';
import { gatewayTableInvalid } from './rules/gateway-table-invalid.ts';
import { gwlbApplianceBlocked } from './rules/gwlb-appliance-blocked.ts';
import { gwlbEndpointSameSubnet } from './rules/gwlb-endpoint-same-subnet.ts';
import { igwMultiple } from './rules/igw-multiple.ts';
import { igwRouteNoPublicIp } from './rules/igw-route-no-public-ip.ts';
import { lambdaInboundRule } from './rules/lambda-inbound-rule.ts';
import { lambdaNoVpcPrivateTarget } from './rules/lambda-no-vpc-private-target.ts';
import { lambdaOneAz } from './rules/lambda-one-az.ts';
import { lambdaPublicSubnet } from './rules/lambda-public-subnet.ts';
import { lbDualstackSubnet } from './rules/lb-dualstack-subnet.ts';
import { lbHealthCheckProtocol } from './rules/lb-health-check-protocol.ts';
import { lbInstanceTargetOtherVpc } from './rules/lb-instance-target-other-vpc.ts';
import { lbInternalFromInternet } from './rules/lb-internal-from-internet.ts';
import { lbInternetFacingPrivateSubnet } from './rules/lb-internet-facing-private-subnet.ts';
import { lbIpAddressType } from './rules/lb-ip-address-type.ts';
import { lbListenerAction } from './rules/lb-listener-action.ts';
import { lbListenerDuplicate } from './rules/lb-listener-duplicate.ts';
import { lbListenerMissing } from './rules/lb-listener-missing.ts';
import { lbListenerNoTargets } from './rules/lb-listener-no-targets.ts';
import { lbListenerProtocol } from './rules/lb-listener-protocol.ts';
import { lbNoListener } from './rules/lb-no-listener.ts';
import { lbRuleConditions } from './rules/lb-rule-conditions.ts';
import { lbRuleHidden } from './rules/lb-rule-hidden.ts';
import { lbTargetAzDisabled } from './rules/lb-target-az-disabled.ts';
import { lbTargetPortBlocked } from './rules/lb-target-port-blocked.ts';
import { lbTargetRefused } from './rules/lb-target-refused.ts';
import { lbTargetUnhealthy } from './rules/lb-target-unhealthy.ts';
import { lbTwoSubnetsOneAz } from './rules/lb-two-subnets-one-az.ts';
import { lbWithoutSubnet } from './rules/lb-without-subnet.ts';
import { naclAsymmetric } from './rules/nacl-asymmetric.ts';
import { naclBlocksFlow } from './rules/nacl-blocks-flow.ts';
import { naclBlocksReturn } from './rules/nacl-blocks-return.ts';
import { naclDnsRule } from './rules/nacl-dns-rule.ts';
import { naclEmptyCustom } from './rules/nacl-empty-custom.ts';
import { naclEphemeralTooNarrow } from './rules/nacl-ephemeral-too-narrow.ts';
import { naclIntraSubnet } from './rules/nacl-intra-subnet.ts';
import { naclIpv6Missing } from './rules/nacl-ipv6-missing.ts';
import { naclOpenAdmin } from './rules/nacl-open-admin.ts';
import { naclQuota } from './rules/nacl-quota.ts';
import { naclReturnPartial } from './rules/nacl-return-partial.ts';
import { naclRuleNumber } from './rules/nacl-rule-number.ts';
import { naclShadowedRule } from './rules/nacl-shadowed-rule.ts';
import { naclTgwSubnetClosed } from './rules/nacl-tgw-subnet-closed.ts';
import { naclUnused } from './rules/nacl-unused.ts';
import { natCostHint } from './rules/nat-cost-hint.ts';
import { natCrossAzRoute } from './rules/nat-cross-az-route.ts';
import { natIdleTimeout } from './rules/nat-idle-timeout.ts';
import { natInPrivateSubnet } from './rules/nat-in-private-subnet.ts';
import { natInboundExpected } from './rules/nat-inbound-expected.ts';
import { natInstanceNoPublicIp } from './rules/nat-instance-no-public-ip.ts';
import { natInstanceSg } from './rules/nat-instance-sg.ts';
import { natInstanceSrcDstCheck } from './rules/nat-instance-src-dst-check.ts';
import { natMissingGatewayEndpoint } from './rules/nat-missing-gateway-endpoint.ts';
import { natNoEip } from './rules/nat-no-eip.ts';
import { natOverPeering } from './rules/nat-over-peering.ts';
import { natOverVgw } from './rules/nat-over-vgw.ts';
import { natPrivateWithEip } from './rules/nat-private-with-eip.ts';
import { natRegionalAzUncovered } from './rules/nat-regional-az-uncovered.ts';
import { natRoutesToItself } from './rules/nat-routes-to-itself.ts';
import { natSingleAz } from './rules/nat-single-az.ts';
import { natUnsupportedProtocol } from './rules/nat-unsupported-protocol.ts';
import { natUnused } from './rules/nat-unused.ts';
import { natVpcWithoutIgw } from './rules/nat-vpc-without-igw.ts';
import { networkBehindInstance } from './rules/network-behind-instance.ts';
import { nlbClientIpSg } from './rules/nlb-client-ip-sg.ts';
import { nlbClientSgReference } from './rules/nlb-client-sg-reference.ts';
import { nlbHairpin } from './rules/nlb-hairpin.ts';
import { nlbLambdaTarget } from './rules/nlb-lambda-target.ts';
import { nlbPreservationPath } from './rules/nlb-preservation-path.ts';
import { nlbWithoutSg } from './rules/nlb-without-sg.ts';
import { nlbZoneWithoutTarget } from './rules/nlb-zone-without-target.ts';
import { peeringCidrOverlap } from './rules/peering-cidr-overlap.ts';
import { peeringEdge } from './rules/peering-edge.ts';
import { peeringRouteMissing } from './rules/peering-route-missing.ts';
import { peeringTransitive } from './rules/peering-transitive.ts';
import { privateSubnetNoEgress } from './rules/private-subnet-no-egress.ts';
import { publicIpWithoutIgwRoute } from './rules/public-ip-without-igw-route.ts';
import { resolverEndpointOneAz } from './rules/resolver-endpoint-one-az.ts';
import { resolverRuleIncomplete } from './rules/resolver-rule-incomplete.ts';
import { routeDuplicateDestination } from './rules/route-duplicate-destination.ts';
import { routeEigwIpv4 } from './rules/route-eigw-ipv4.ts';
import { routeIpv6DefaultMissing } from './rules/route-ipv6-default-missing.ts';
import { routeLocalOverrideInvalid } from './rules/route-local-override-invalid.ts';
import { routeMoreSpecificConflict } from './rules/route-more-specific-conflict.ts';
import { routePrefixListAmbiguous } from './rules/route-prefix-list-ambiguous.ts';
import { routeServiceRange } from './rules/route-service-range.ts';
import { routeShadowed } from './rules/route-shadowed.ts';
import { routeStaticHidesPropagated } from './rules/route-static-hides-propagated.ts';
import { routeTargetMissing } from './rules/route-target-missing.ts';
import { routeTargetWrongVpc } from './rules/route-target-wrong-vpc.ts';
import { sgAllPorts } from './rules/sg-all-ports.ts';
import { sgBlocksFlow } from './rules/sg-blocks-flow.ts';
import { sgCoveredRule } from './rules/sg-covered-rule.ts';
import { sgDefaultUsed } from './rules/sg-default-used.ts';
import { sgNoInbound } from './rules/sg-no-inbound.ts';
import { sgNoOutbound } from './rules/sg-no-outbound.ts';
import { sgOpenAdmin } from './rules/sg-open-admin.ts';
import { sgOpenDatabase } from './rules/sg-open-database.ts';
import { sgOpenHighRisk } from './rules/sg-open-high-risk.ts';
import { sgOpenWorld } from './rules/sg-open-world.ts';
import { sgPortClosed } from './rules/sg-port-closed.ts';
import { sgQuota } from './rules/sg-quota.ts';
import { sgReferenceCrossRegion } from './rules/sg-reference-cross-region.ts';
import { sgReferenceOutboundTgw } from './rules/sg-reference-outbound-tgw.ts';
import { sgReferenceTgwDisabled } from './rules/sg-reference-tgw-disabled.ts';
import { sgReferenceThroughAppliance } from './rules/sg-reference-through-appliance.ts';
import { sgStaleReference } from './rules/sg-stale-reference.ts';
import { sgUnused } from './rules/sg-unused.ts';
import { sgWrongVpc } from './rules/sg-wrong-vpc.ts';
import { subnetAzOutsideRegion } from './rules/subnet-az-outside-region.ts';
import { subnetFull } from './rules/subnet-full.ts';
import { subnetIntentMismatch } from './rules/subnet-intent-mismatch.ts';
import { subnetIpv6Size } from './rules/subnet-ipv6-size.ts';
import { subnetOutsideVpc } from './rules/subnet-outside-vpc.ts';
import { subnetOverlap } from './rules/subnet-overlap.ts';
import { subnetSize } from './rules/subnet-size.ts';
import { tgwApplianceMode } from './rules/tgw-appliance-mode.ts';
import { tgwAttachmentSharedSubnet } from './rules/tgw-attachment-shared-subnet.ts';
import { tgwAzMissing } from './rules/tgw-az-missing.ts';
import { tgwCidrOverlap } from './rules/tgw-cidr-overlap.ts';
import { tgwEgressNoReturn } from './rules/tgw-egress-no-return.ts';
import { tgwEgressPublicAttachment } from './rules/tgw-egress-public-attachment.ts';
import { tgwNoRoute } from './rules/tgw-no-route.ts';
import { vpcCidrDockerRange } from './rules/vpc-cidr-docker-range.ts';
import { vpcCidrForbiddenRange } from './rules/vpc-cidr-forbidden-range.ts';
import { vpcCidrOverlapSelf } from './rules/vpc-cidr-overlap-self.ts';
import { vpcCidrSize } from './rules/vpc-cidr-size.ts';
import { vpcIpv6Size } from './rules/vpc-ipv6-size.ts';
import { vpcSecondaryCidrRestricted } from './rules/vpc-secondary-cidr-restricted.ts';
import { workloadInPublicSubnet } from './rules/workload-in-public-subnet.ts';

/** All rules. A new rule must be added here, and docs/rules.md regenerated with `npm run rules`. */
export const RULES: readonly Rule[] = [
  flowBlocked,
  flowIntermittent,
  flowNotDropped,
  flowUnknown,
  expectFailed,
  expectUnknown,
  claimsTooLarge,
  vpcCidrDockerRange,
  vpcCidrForbiddenRange,
  vpcCidrOverlapSelf,
  vpcCidrSize,
  vpcIpv6Size,
  vpcSecondaryCidrRestricted,
  subnetAzOutsideRegion,
  subnetFull,
  subnetIntentMismatch,
  subnetIpv6Size,
  subnetOutsideVpc,
  subnetOverlap,
  subnetSize,
  addressDuplicate,
  addressOutsideSubnet,
  addressReserved,
  eipShared,
  publicIpWithoutIgwRoute,
  workloadInPublicSubnet,
  routeDuplicateDestination,
  routeEigwIpv4,
  routeIpv6DefaultMissing,
  routeLocalOverrideInvalid,
  routeMoreSpecificConflict,
  routePrefixListAmbiguous,
  routeServiceRange,
  routeShadowed,
  routeStaticHidesPropagated,
  routeTargetMissing,
  routeTargetWrongVpc,
  gatewayTableInvalid,
  bpaBlocks,
  igwMultiple,
  igwRouteNoPublicIp,
  privateSubnetNoEgress,
  asymmetricPath,
  natCostHint,
  natCrossAzRoute,
  natIdleTimeout,
  natInPrivateSubnet,
  natInboundExpected,
  natInstanceNoPublicIp,
  natInstanceSg,
  natInstanceSrcDstCheck,
  networkBehindInstance,
  natMissingGatewayEndpoint,
  natNoEip,
  natOverPeering,
  natOverVgw,
  natPrivateWithEip,
  natRegionalAzUncovered,
  natRoutesToItself,
  natSingleAz,
  natUnsupportedProtocol,
  natUnused,
  natVpcWithoutIgw,
  sgAllPorts,
  sgBlocksFlow,
  sgCoveredRule,
  sgDefaultUsed,
  sgNoInbound,
  sgNoOutbound,
  sgOpenAdmin,
  sgOpenDatabase,
  sgOpenHighRisk,
  sgOpenWorld,
  sgPortClosed,
  sgQuota,
  sgReferenceCrossRegion,
  sgReferenceOutboundTgw,
  sgReferenceTgwDisabled,
  sgReferenceThroughAppliance,
  sgStaleReference,
  sgUnused,
  sgWrongVpc,
  bastionWorldOpen,
  naclAsymmetric,
  naclBlocksFlow,
  naclBlocksReturn,
  naclDnsRule,
  naclEmptyCustom,
  naclEphemeralTooNarrow,
  naclIntraSubnet,
  naclIpv6Missing,
  naclOpenAdmin,
  naclQuota,
  naclReturnPartial,
  naclRuleNumber,
  naclShadowedRule,
  naclTgwSubnetClosed,
  naclUnused,
  albOneAz,
  albSubnetSmall,
  lbDualstackSubnet,
  lbHealthCheckProtocol,
  lbTargetUnhealthy,
  lbInstanceTargetOtherVpc,
  lbInternalFromInternet,
  lbInternetFacingPrivateSubnet,
  lbIpAddressType,
  lbListenerAction,
  lbListenerDuplicate,
  lbListenerMissing,
  lbListenerNoTargets,
  lbListenerProtocol,
  lbRuleConditions,
  lbRuleHidden,
  lbNoListener,
  lbTargetAzDisabled,
  lbTargetPortBlocked,
  lbTargetRefused,
  lbTwoSubnetsOneAz,
  lbWithoutSubnet,
  nlbClientIpSg,
  nlbClientSgReference,
  nlbHairpin,
  nlbLambdaTarget,
  nlbPreservationPath,
  nlbWithoutSg,
  nlbZoneWithoutTarget,
  gwlbApplianceBlocked,
  gwlbEndpointSameSubnet,
  endpointGatewayRemote,
  endpointGatewayService,
  endpointGatewayUnassociated,
  endpointInterfaceDns,
  endpointInterfaceOneAz,
  endpointInterfaceSg,
  endpointZoneNotOffered,
  dnsPrivateZone,
  resolverEndpointOneAz,
  resolverRuleIncomplete,
  clientVpnCidr,
  clientVpnAssociation,
  clientVpnRoutes,
  peeringCidrOverlap,
  peeringEdge,
  peeringRouteMissing,
  peeringTransitive,
  tgwApplianceMode,
  tgwAttachmentSharedSubnet,
  tgwAzMissing,
  tgwCidrOverlap,
  tgwEgressNoReturn,
  tgwEgressPublicAttachment,
  tgwNoRoute,
  dbInPublicSubnet,
  dbSubnetGroupOneAz,
  lambdaInboundRule,
  lambdaNoVpcPrivateTarget,
  lambdaOneAz,
  lambdaPublicSubnet,
  eksClusterSubnets,
  eksNodeportBlocked,
  eksPodsPublicSubnetNoSnat,
  apigwLinkSg,
  apigwPrivateNoEndpoint,
  dnsSupportOff,
];
