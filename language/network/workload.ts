// Workloads, and the Kubernetes services that lead to some of them.
import type { Prefix } from './address.ts';
import type { EntityId } from './id.ts';
import type { Interface } from './interface.ts';
import type { WorkloadKind } from './kinds.ts';
import type { Named } from './named.ts';
import type { Unknown } from './unknown.ts';
import type { Vpc } from './vpc.ts';

/**
 * A Kubernetes service of type NodePort: every node of the cluster takes packets on `nodePort` and passes them to a pod.
 * Source: Kubernetes documentation, "Using Source IP".
 */
export interface KubernetesService extends Named {
  readonly kind: 'kubernetes-service';
  readonly nodePort: number;
  /** What takes part: the nodes that the pods run on, all other nodes of their VPC, and fleets that a target group has with this port. */
  readonly workers: readonly EntityId[];
  readonly pods: readonly { readonly pod: EntityId; readonly port: number }[];
  /** `cluster`: the node puts its own address in place of the client's. `local`: only pods of the node itself, source kept. */
  readonly trafficPolicy: 'cluster' | 'local';
}

/** Anything that computes or stores. A lambda without interfaces is attached to no VPC. */
export interface Workload extends Named {
  readonly kind: WorkloadKind;
  readonly vpc?: Vpc;
  readonly interfaces: readonly Interface[];
  /** Whether it may have interfaces in further subnets. */
  readonly unknownSubnets?: Unknown;
  /** Of a pod: the node it runs on. */
  readonly node?: EntityId;
  /**
   * Of a pod: whether packets that leave the VPC go out under the node's address. Off with AWS_VPC_K8S_CNI_EXTERNALSNAT=true and for
   * pods with security groups of their own. Source: Amazon EKS User Guide, "Enable outbound internet access for Pods".
   */
  readonly nodeTranslates?: boolean;
  /**
   * Of a pod whose node translates: the blocks to which packets keep its address (AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS), beside those of the
   * VPC. Source: amazon-vpc-cni-k8s, README.
   */
  readonly keepsAddressTo?: readonly Prefix[];
  /** Of a database or cache: its engine. */
  readonly engine?: string;
  /** The port on which it listens: from the text, or the default port of its engine. */
  readonly port?: number;
}
