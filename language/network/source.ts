// Where in the text a resource is declared. Kept outside of the network, so that moving a line changes no diagram.
import type { EntityId } from './id.ts';

/** Lines and characters count from 0, as in LSP; characters are UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** A range of text in one document. `end` is exclusive. */
export interface SourceRange {
  readonly uri: string;
  readonly start: Position;
  readonly end: Position;
}

/** A part of a declaration, named by the word that the language uses for it. `index` counts a list's items from 0. */
export interface Aspect {
  readonly of:
    | 'whole'
    | 'address'
    | 'prefix'
    | 'intent'
    | 'az'
    | 'region'
    | 'dns-support'
    | 'dns-hostnames'
    | 'block-public-access'
    | 'network-acl'
    | 'route-table'
    | 'route-tables'
    | 'propagate'
    | 'destination'
    | 'domain'
    | 'target'
    | 'peer'
    | 'source'
    | 'ports'
    | 'number'
    | 'action'
    | 'elastic-ip'
    | 'public-ip'
    /** The public address of the resource's first, second, … private one, whichever line gives it. */
    | 'public-address'
    | 'security-groups'
    | 'subnets'
    | 'on'
    | 'engine'
    | 'source-dest-check'
    | 'external-snat'
    | 'exclude-snat'
    | 'port'
    | 'count'
    | 'scheme'
    | 'ip-address-type'
    | 'enforce-on-privatelink'
    | 'targets'
    | 'service'
    | 'serves'
    | 'private-dns'
    | 'rule-order'
    | 'stateless-default'
    | 'stateful-default'
    | 'preserve-client-ip'
    | 'health-check'
    | 'cross-zone'
    | 'node-port'
    | 'pods'
    | 'external-traffic-policy'
    | 'vpcs'
    | 'vpc'
    | 'remote'
    | 'announces'
    | 'behind'
    | 'routing'
    | 'security-group-references'
    | 'appliance-mode'
    | 'from'
    | 'to'
    | 'via'
    | 'expected';
  readonly index?: number;
}

/** Maps ids to places in the text. */
export interface Sources {
  /** The text of a resource's name, or of one aspect of it (the name again if it has no such part). `undefined` for resources that are not in the text. */
  locate(id: EntityId, aspect?: Aspect): SourceRange | undefined;
}
