// The smallest changes to a network: another security group rule, network ACL rule or route, or a changed setting.
import { formatPrefix, type Prefix } from '#language/network/address.ts';
import { edited } from '#language/network/build/edit.ts';
import type { ExplicitParts, Identified } from '#language/network/build/explicit.ts';
import type { AclEntry, Peer, SecurityGroupRule } from '#language/network/filters.ts';
import { type EntityId, partId, shortName } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import type { RouteTarget, RouteTargetKind } from '#language/network/route-table.ts';
import { formatTraffic, type Traffic } from '#language/network/traffic.ts';

/** One change to the text of a network, small enough for a suggested fix. */
export type Change =
  | {
      readonly kind: 'add-rule';
      readonly group: EntityId;
      readonly direction: SecurityGroupRule['direction'];
      readonly traffic: Traffic;
      readonly peer: Peer;
    }
  | {
      readonly kind: 'add-entry';
      readonly acl: EntityId;
      readonly direction: AclEntry['direction'];
      readonly number: number;
      readonly traffic: Traffic;
      readonly prefix: Prefix;
    }
  | {
      readonly kind: 'add-route';
      /** The table, and the resource in whose block the line belongs: the table itself, or the subnet of a table without a name. */
      readonly table: EntityId;
      readonly place: EntityId;
      readonly destination: Prefix;
      readonly target: { readonly kind: RouteTargetKind; readonly id: EntityId };
    }
  | { readonly kind: 'pass-on'; readonly resource: EntityId };

/** The change as the language writes it, with the resource in whose block the line belongs. */
export function changeText(change: Change): { readonly in: EntityId; readonly line: string } {
  switch (change.kind) {
    case 'add-rule': {
      const preposition = change.direction === 'ingress' ? 'from' : 'to';
      return {
        in: change.group,
        line: `${change.direction} ${formatTraffic(change.traffic)} ${preposition} ${change.peer.text}`,
      };
    }
    case 'add-entry': {
      const preposition = change.direction === 'inbound' ? 'from' : 'to';
      const block = formatPrefix(change.prefix);
      const line = `${change.direction} ${change.number} allow ${formatTraffic(change.traffic)} ${preposition} ${block}`;
      return { in: change.acl, line };
    }
    case 'add-route':
      return { in: change.place, line: `route ${formatPrefix(change.destination)} -> ${shortName(change.target.id)}` };
    case 'pass-on':
      return { in: change.resource, line: 'source-dest-check off' };
  }
}

/** The network after the change. */
export function changed(network: Network, change: Change): Network {
  return edited(network, (parts) => changedParts(parts, change));
}

function changedParts(parts: ExplicitParts, change: Change): ExplicitParts {
  switch (change.kind) {
    case 'add-rule': {
      const { direction, traffic, peer } = change;
      return {
        ...parts,
        securityGroups: withChanged(parts.securityGroups, change.group, (group) => {
          const id = partId(group.id, 'added', group.rules.length + 1);
          return { ...group, rules: [...group.rules, { id, direction, traffic, peer, isDefault: false }] };
        }),
      };
    }
    case 'add-entry': {
      const { direction, number, traffic, prefix } = change;
      return {
        ...parts,
        networkAcls: withChanged(parts.networkAcls, change.acl, (acl) => {
          const id = partId(acl.id, 'added', acl.entries.length + 1);
          const entry: AclEntry = { id, direction, number, action: 'allow', traffic, prefixes: [prefix], isDefault: false };
          return { ...acl, entries: [...acl.entries, entry].toSorted((a, b) => a.number - b.number) };
        }),
      };
    }
    case 'add-route':
      return {
        ...parts,
        routeTables: withChanged(parts.routeTables, change.table, (table) => {
          const target: RouteTarget = change.target;
          const id = partId(table.id, 'added', table.routes.length + 1);
          return { ...table, routes: [...table.routes, { id, destination: change.destination, target, origin: 'static' }] };
        }),
      };
    case 'pass-on':
      return {
        ...parts,
        workloads: withChanged(parts.workloads, change.resource, (workload) => ({
          ...workload,
          interfaces: workload.interfaces.map((one) => ({ ...one, sourceDestCheck: false })),
        })),
      };
  }
}

function withChanged<T extends Identified>(parts: readonly T[], id: EntityId, change: (part: T) => T): readonly T[] {
  return parts.map((part) => (part.id === id ? change(part) : part));
}
