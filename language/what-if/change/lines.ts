// Changes → lines of text, each with the resource in whose block it belongs.
import { formatPrefix } from '#language/network/address.ts';
import { type EntityId, entityId } from '#language/network/id.ts';
import type { Aspect } from '#language/network/source.ts';
import { formatTraffic } from '#language/network/traffic.ts';
import type { AddEndpoint, AddRule, Change, Setting, Switch } from './change.ts';
import { firewallLine } from './firewall.ts';
import { idsOf } from './interfaces.ts';
import { recordLine } from './names.ts';
import { endText, isDeclared, nameAt } from './naming.ts';

/** One line of text. */
export interface Line {
  /** The resource, or the attachment of a transit gateway, in whose block the line belongs. */
  readonly in: EntityId;
  readonly line: string;
  /** The part of that resource that the line replaces, if it states that part already. */
  readonly replaces?: Aspect['of'];
  /** The part of that resource above whose line it must be, where the order of lines matters. */
  readonly before?: EntityId;
}

/** Where the line must be in its block, in words; empty where any place is right. */
export function placeNote({ before }: Line): string {
  return before === undefined ? '' : ' (above the rule that drops the packet)';
}

/**
 * The lines of the changes, in their order. Changes of what another change declares are part of that declaration: of a default security group that
 * the text does not declare, and of an endpoint with its group.
 */
export function linesOf(changes: readonly Change[]): readonly Line[] {
  const added = changes.filter((change) => change.kind === 'add-endpoint');
  const rules = changes.filter((change) => change.kind === 'add-rule');
  const undeclared = new Set(rules.map(({ group }) => group).filter((group) => !isDeclared(group)));
  const inner = new Set<EntityId>([...undeclared, ...added.flatMap((endpoint) => Object.values(idsOf(endpoint)))]);
  const outer = changes.filter(
    (change) =>
      !(change.kind === 'add-rule' && inner.has(change.group)) &&
      !(change.kind === 'associate-endpoint' && inner.has(change.endpoint)),
  );
  return [
    ...outer.flatMap((change) => linesFor(change, changes)),
    ...[...undeclared].map((group) =>
      defaultGroup(
        group,
        rules.filter((rule) => rule.group === group),
      ),
    ),
  ];
}

/** A declaration replaces the rules that AWS gives to the group, so it states them, too. */
function defaultGroup(group: EntityId, rules: readonly AddRule[]): Line {
  const vpc = entityId(group.split('#')[0] ?? group);
  const lines = ['ingress all from default', ...rules.map((rule) => ruleText(vpc, rule))];
  return { in: vpc, line: `security-group default { ${lines.join('  ')} }` };
}

function ruleText(place: EntityId, { direction, traffic, peer }: AddRule): string {
  return `${direction} ${formatTraffic(traffic)} ${direction === 'ingress' ? 'from' : 'to'} ${endText(place, peer)}`;
}

function linesFor(change: Change, all: readonly Change[]): readonly Line[] {
  switch (change.kind) {
    case 'add-rule':
      return [{ in: change.group, line: ruleText(change.group, change) }];
    case 'add-entry': {
      const { acl, direction, number, traffic, peer } = change;
      const preposition = direction === 'inbound' ? 'from' : 'to';
      const line = `${direction} ${number} allow ${formatTraffic(traffic)} ${preposition} ${endText(acl, peer)}`;
      return [{ in: acl, line }];
    }
    case 'add-firewall-rule': {
      const { firewall, place } = change;
      const before = 'before' in place && place.before;
      return [{ in: firewall, line: firewallLine(change), ...(before && { before }) }];
    }
    case 'associate-answerer':
      return [{ in: change.answerer, line: `vpcs ${nameAt(change.answerer, change.vpc)}` }];
    case 'add-record':
      return [{ in: change.zone, line: recordLine(change) }];
    case 'add-route': {
      const { place, destination, target } = change;
      const to = destination.kind === 'list' ? nameAt(place, destination.id) : formatPrefix(destination.prefix);
      return [{ in: place, line: `route ${to} -> ${nameAt(place, target.id)}` }];
    }
    case 'propagate':
      return [{ in: change.place, line: `propagate ${nameAt(change.place, change.link)}` }];
    case 'associate-endpoint':
      return [{ in: change.endpoint, line: `subnets ${nameAt(change.endpoint, change.subnet)}` }];
    case 'add-endpoint':
      return endpointLines(change, all);
    case 'add-listener': {
      const { balancer, protocol, port, targetGroup } = change;
      return [{ in: balancer, line: `listen ${protocol} ${port} -> ${nameAt(balancer, targetGroup)}` }];
    }
    case 'add-node':
      return [{ in: change.balancer, line: `subnets ${nameAt(change.balancer, change.subnet)}` }];
    case 'add-attachment-subnet':
      return [{ in: change.attachment, line: `subnets ${nameAt(change.attachment, change.subnet)}` }];
    case 'associate-attachment':
      return [{ in: change.attachment, line: `route-table ${nameAt(change.attachment, change.table)}`, replaces: 'route-table' }];
    case 'propagate-attachment':
      return [{ in: change.attachment, line: `propagate ${nameAt(change.attachment, change.table)}` }];
    case 'add-transit-route': {
      const { table, destination, resource } = change;
      return [{ in: table, line: `route ${formatPrefix(destination)} -> ${nameAt(table, resource)}` }];
    }
    case 'switch':
      return [switchLine(change)];
  }
}

/** The declaration of an endpoint, and that of its security group, which is of no use without it. */
function endpointLines(change: AddEndpoint, all: readonly Change[]): readonly Line[] {
  const { vpc, name, service, serves, subnet, clients } = change;
  const { endpoint, group } = idsOf(change);
  const further = all.flatMap((one) => (one.kind === 'associate-endpoint' && one.endpoint === endpoint ? [one.subnet] : []));
  const subnets = [subnet, ...further].map((id) => nameAt(vpc, id)).join(', ');
  const common = `service ${service}  serves ${nameAt(vpc, serves)}  subnets ${subnets}`;
  if (clients === undefined) return [{ in: vpc, line: `endpoint ${name} gateway { ${common} }` }];
  const rules = [
    `ingress tcp 443 from ${endText(vpc, clients)}`,
    ...all.flatMap((one) => (one.kind === 'add-rule' && one.group === group ? [ruleText(vpc, one)] : [])),
  ];
  const groupName = nameAt(vpc, group);
  return [
    { in: vpc, line: `security-group ${groupName} { ${rules.join('  ')} }` },
    { in: vpc, line: `endpoint ${name} interface { ${common}  security-groups ${groupName}  private-dns on }` },
  ];
}

/** The part of a resource that a setting replaces. */
const REPLACED: Readonly<Record<Setting, Aspect['of']>> = {
  'source-dest-check off': 'source-dest-check',
  'public-ip': 'public-ip',
  'cross-zone on': 'cross-zone',
  'enforce-on-privatelink off': 'enforce-on-privatelink',
  'preserve-client-ip on': 'preserve-client-ip',
  'preserve-client-ip off': 'preserve-client-ip',
  'security-group-references on': 'security-group-references',
  'dns-support on': 'dns-support',
  'dns-hostnames on': 'dns-hostnames',
};

function switchLine({ resource, setting }: Switch): Line {
  return { in: resource, line: setting, replaces: REPLACED[setting] };
}
