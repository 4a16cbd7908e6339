// Filters that deny a packet → the rule that lets it pass.
import { type Address, contains } from '#language/network/address.ts';
import type { AclEntry, NetworkAcl } from '#language/network/filters.ts';
import { targetId } from '#language/network/route-table.ts';
import type { NetworkAclDecision } from '#language/trace/decision/filter-decision.ts';
import { isDeclared, namesFor } from '#language/what-if/change/naming.ts';
import { firstOf, hopsBefore, type Remedy, together, trafficOf } from './blocked.ts';

/** The most groups of one interface that are tried. */
const MOST_GROUPS = 3;

/** A rule in one of the security groups. */
export const openGroup: Remedy = (blocked) => {
  const { network, hop, written } = blocked;
  const { decision } = hop;
  if (decision.kind !== 'security-group') return [];
  const { direction, peer, result } = decision;
  // Nobody can add a rule to a group that is not known.
  const known = decision.groups.filter(({ external }) => external === undefined);
  const groups = known.filter(({ id, isDefault }) => isDeclared(id) || isDefault);
  const ownFirst = groups.toSorted((a, b) => Number(a.isDefault) - Number(b.isDefault)).slice(0, MOST_GROUPS);
  return ownFirst.flatMap((group) => {
    const all = namesFor({ network, filter: group, written: written.blocks }, peer);
    const names = result === 'reference-not-preserved' ? all.filter(({ kind }) => kind !== 'group') : all;
    return firstOf(
      names.map((name) => [{ kind: 'add-rule', group: group.id, direction, traffic: trafficOf(blocked), peer: name }]),
    );
  });
};

/** Security group references, where a transit gateway would let them work. */
export const allowReferences: Remedy = (blocked) => {
  const { decision } = blocked.hop;
  if (decision.kind !== 'security-group' || decision.result !== 'reference-not-preserved') return [];
  if (decision.direction !== 'ingress') return [];
  const gateways = hopsBefore(blocked).flatMap(({ at }) => {
    const crossed = blocked.network.byId.get(at);
    return crossed?.kind === 'transit-gateway' && !crossed.securityGroupReferences ? [crossed.id] : [];
  });
  return [...new Set(gateways)].map((resource) =>
    together({ kind: 'switch', resource, setting: 'security-group-references on' }),
  );
};

/** The client's address in place of the load balancer's at the target, or the other way round, if its group allows only the other one. */
export const changePreservation: Remedy = (blocked) => {
  const { decision } = blocked.hop;
  if (decision.kind !== 'security-group' || decision.direction !== 'ingress') return [];
  const passed = hopsBefore(blocked).findLast(
    ({ decision: other }) => other.kind === 'translation' && other.method === 'load-balancer' && !other.reply,
  )?.decision;
  if (passed?.kind !== 'translation' || passed.method !== 'load-balancer' || passed.reply) return [];
  const { group, clientAddressKept } = passed;
  if (!isDeclared(group.id) || group.protocol === 'udp') return [];
  const setting = clientAddressKept ? 'preserve-client-ip off' : 'preserve-client-ip on';
  return [together({ kind: 'switch', resource: group.id, setting })];
};

/** An entry in the network ACL, before the one that denies. */
export const openAcl: Remedy = (blocked) => {
  const { network, hop, written } = blocked;
  const { decision } = hop;
  if (decision.kind !== 'network-acl' || !isDeclared(decision.acl.id)) return [];
  const { acl, direction, peer } = decision;
  const number = numberBefore(decision);
  if (number === undefined) return [];
  return firstOf(
    namesFor({ network, filter: acl, written: written.blocks }, peer).map((name) => [
      { kind: 'add-entry', acl: acl.id, direction, number, traffic: trafficOf(blocked), peer: name },
    ]),
  );
};

const STEP = 10;
const LAST_NUMBER = 32_766;

/** A free number before the first entry that denies the peer something; after all others if none does. */
function numberBefore({ acl, direction, peer }: NetworkAclDecision): number | undefined {
  const own = entriesOf(acl, direction);
  const used = new Set(own.map(({ number }) => number));
  const denying = own.find(({ action, prefixes }) => action === 'deny' && isAmong(prefixes, peer));
  if (denying === undefined) {
    const next = Math.floor(Math.max(0, ...used) / STEP) * STEP + STEP;
    return next <= LAST_NUMBER ? next : undefined;
  }
  for (let number = denying.number - 1; number >= 1; number -= 1) if (!used.has(number)) return number;
  return undefined;
}

function entriesOf({ entries }: NetworkAcl, direction: AclEntry['direction']): readonly AclEntry[] {
  return entries.filter((entry) => entry.direction === direction);
}

function isAmong(prefixes: AclEntry['prefixes'], address: Address): boolean {
  return prefixes.some((prefix) => contains(prefix, address));
}

/** `source-dest-check off` on an instance that gets packets for others. */
export const passOn: Remedy = ({ network, hop: { decision } }) => {
  if (decision.kind !== 'source-dest-check' || !isDeclared(decision.resource)) return [];
  const isTarget = network.routeTables.some(({ routes }) => routes.some((route) => targetId(route) === decision.resource));
  const hasNetwork = network.outside.some(({ behind }) => behind === decision.resource);
  return isTarget || hasNetwork
    ? [together({ kind: 'switch', resource: decision.resource, setting: 'source-dest-check off' })]
    : [];
};
