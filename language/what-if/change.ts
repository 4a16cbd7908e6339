// The smallest changes that a person makes: one more rule, one more entry of a list, one more route, a switch.
import { formatPrefix, type Prefix } from '#language/network/address.ts';
import type { AclEntry, Peer, SecurityGroupRule } from '#language/network/filters.ts';
import { type EntityId, partId, shortName } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import type { RouteTarget, RouteTargetKind } from '#language/network/route-table.ts';
import { formatTraffic, type Traffic } from '#language/network/traffic.ts';
import { relink } from './relink.ts';

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
      /** The table, and the subnet in whose text the route belongs if the table has no name of its own. */
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
      const way = change.direction === 'ingress' ? 'from' : 'to';
      return { in: change.group, line: `${change.direction} ${formatTraffic(change.traffic)} ${way} ${change.peer.text}` };
    }
    case 'add-entry': {
      const way = change.direction === 'inbound' ? 'from' : 'to';
      return {
        in: change.acl,
        line: `${change.direction} ${change.number} allow ${formatTraffic(change.traffic)} ${way} ${formatPrefix(change.prefix)}`,
      };
    }
    case 'add-route':
      return { in: change.place, line: `route ${formatPrefix(change.destination)} -> ${shortName(change.target.id)}` };
    case 'pass-on':
      return { in: change.resource, line: 'source-dest-check off' };
  }
}

/** The network after the change. */
export function changed(network: Network, change: Change): Network {
  switch (change.kind) {
    case 'add-rule':
      return relink(network, {
        group: (group) => {
          if (group.id !== change.group) return group;
          const { direction, traffic, peer } = change;
          const id = partId(group.id, 'added', group.rules.length + 1);
          return { ...group, rules: [...group.rules, { id, direction, traffic, peer, isDefault: false }] };
        },
      });
    case 'add-entry':
      return relink(network, {
        acl: (acl) => {
          if (acl.id !== change.acl) return acl;
          const { direction, number, traffic, prefix } = change;
          const id = partId(acl.id, 'added', acl.entries.length + 1);
          const entry: AclEntry = { id, direction, number, action: 'allow', traffic, prefixes: [prefix], isDefault: false };
          return { ...acl, entries: [...acl.entries, entry].toSorted((a, b) => a.number - b.number) };
        },
      });
    case 'add-route':
      return relink(network, {
        table: (table) => {
          if (table.id !== change.table) return table;
          const target: RouteTarget = change.target;
          const id = partId(table.id, 'added', table.routes.length + 1);
          return { ...table, routes: [...table.routes, { id, destination: change.destination, target, origin: 'static' }] };
        },
      });
    case 'pass-on':
      return relink(network, {
        interface: (iface) => (iface.owner === change.resource ? { ...iface, sourceDestCheck: false } : iface),
      });
  }
}
