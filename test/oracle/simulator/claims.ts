// Claims and the whole reach table: every pair, with one packet for each class that no rule tells apart.
import type { Expectation } from '#language/network/claim.ts';
import type { EntityId } from '#language/network/id.ts';
import { resourceIs } from '#language/network/kinds.ts';
import type { Traffic } from '#language/network/traffic.ts';
import { kindsIn } from './borders.ts';
import type { Kind } from './explore.ts';
import { speaksOf } from './filters.ts';
import { replyType } from './header.ts';
import { type Party, partiesIn, partiesOf, sendersOf } from './parties.ts';
import { type PairVerdict, verdictOf } from './verdict.ts';
import type { Disposition, Setting } from './world.ts';

/** A packet, and what becomes of it. */
export interface Instance {
  readonly from: Party;
  readonly to: Party;
  readonly kind: Kind;
  readonly verdict: PairVerdict;
}

/** Whether a claim holds. */
export interface ClaimVerdict {
  readonly holds: boolean;
  /** The packet that refutes it; none where the claim is about nobody. */
  readonly refutedBy?: Instance;
}

/**
 * `reaches`: each sender reaches each receiver, with all packets that are named, or with any one. `never reaches`: no packet gets there, to
 * any address, by any choice, from any port. `via`: whatever gets there has passed these.
 */
export function claimVerdict(setting: Setting, claim: Expectation): ClaimVerdict {
  const [all, sixth] = ([4, 6] as const).map((family) => kindsIn(setting.network, family, claim.traffic));
  // Of both families, only ICMP is not the same.
  const kinds = [...(all ?? []), ...(sixth ?? []).filter(({ protocol }) => protocol === 'icmpv6')];
  const named = kinds.filter((kind) => isNamed(claim.traffic, kind));
  if (claim.claim === 'never-reaches') return never(setting, claim, named);
  const positive = reaches(setting, claim, named);
  if (claim.claim === 'reaches' || !positive.holds) return positive;
  return never(
    setting,
    claim,
    kinds.filter((kind) => !named.includes(kind)),
  );
}

/** Whether it asks for a reply: a message of ICMP that asks for none shows nothing about a connection. */
function asks({ icmpType, protocol }: Kind): boolean {
  return icmpType === undefined || replyType({ protocol, icmpType }) !== undefined;
}

function isNamed(traffic: readonly Traffic[], kind: Kind): boolean {
  return traffic.length === 0 || traffic.some((one) => speaksOf(one, kind));
}

/** Everybody of the one side with everybody of the other; of the internet one host, or all. */
function pairsOf(setting: Setting, { from, to }: Expectation, internet: 'one' | 'all'): readonly (readonly [Party, Party])[] {
  const receivers = partiesOf(setting, to, internet);
  const senders = internet === 'one' ? sendersOf(setting, from) : partiesOf(setting, from, 'all');
  return senders.flatMap((sender) =>
    receivers
      .filter((receiver) => !isSame(sender, receiver) || isFleet(setting, sender))
      .map((receiver) => [sender, receiver] as const),
  );
}

/** Its members are machines of their own, which call each other. */
function isFleet({ network }: Setting, party: Party): boolean {
  return party.kind === 'resource' && network.byId.get(party.id)?.kind === 'fleet';
}

function isSame(a: Party, b: Party): boolean {
  return a.kind === 'resource' && b.kind === 'resource' && a.id === b.id;
}

function reaches(setting: Setting, claim: Expectation, named: readonly Kind[]): ClaimVerdict {
  let isAsked = false;
  for (const [from, to] of pairsOf(setting, claim, 'one')) {
    const kinds = claim.traffic.length > 0 ? named : named.filter(asks);
    const instances = kinds.map((kind): Instance => ({ from, to, kind, verdict: verdictOf(setting, from, to, kind) }));
    const real = instances.filter(({ verdict }) => verdict.addresses.length > 0);
    const [first] = real;
    if (first === undefined) continue;
    isAsked = true;
    const bad = real.filter(({ verdict }) => !isReached(verdict, claim.via));
    const refutedBy = claim.traffic.length > 0 || bad.length === real.length ? bad[0] : undefined;
    if (refutedBy !== undefined) return { holds: false, refutedBy };
  }
  return { holds: isAsked };
}

function isReached({ disposition, addresses }: PairVerdict, via: readonly EntityId[]): boolean {
  const arriving = addresses.flatMap(({ outcome }) =>
    outcome.ways.filter((way) => way.disposition === 'delivered' || way.disposition === 'intermittent'),
  );
  return disposition === 'delivered' && arriving.every(({ best }) => passes(best.passed, via));
}

/** Whether the packet passed all of them, in this order. */
function passes(passed: readonly EntityId[], via: readonly EntityId[]): boolean {
  let from = 0;
  for (const wanted of via) {
    const index = passed.indexOf(wanted, from);
    if (index < 0) return false;
    from = index + 1;
  }
  return true;
}

function never(setting: Setting, claim: Expectation, kinds: readonly Kind[]): ClaimVerdict {
  const pairs = pairsOf(setting, claim, 'all');
  for (const [from, to] of pairs) {
    for (const kind of kinds) {
      const verdict = verdictOf(setting, from, to, kind, 'every');
      if (verdict.disposition !== 'dropped') return { holds: false, refutedBy: { from, to, kind, verdict } };
    }
  }
  return { holds: pairs.length > 0 };
}

/** One line of the reach table. */
export interface Reached {
  readonly from: Party;
  readonly to: Party;
  readonly kind: Kind;
  readonly disposition: Exclude<Disposition, 'dropped'>;
}

/** Everything that may arrive, between all resources and everybody outside, from the ports that clients use. */
export function reachTable(setting: Setting, kinds: readonly Kind[]): readonly Reached[] {
  const parties = [...setting.network.byId.values()]
    .filter((entity) => resourceIs(entity, 'end') && !['vpc', 'subnet', 'security-group'].includes(entity.kind))
    .flatMap((entity) => partiesIn(setting, entity, 'one'));
  return parties.flatMap((from) =>
    parties
      .filter((to) => !isSame(from, to) && (isInside(from) || isInside(to)))
      .flatMap((to) =>
        kinds.flatMap((kind): readonly Reached[] => {
          const { disposition } = verdictOf(setting, from, to, kind);
          return disposition === 'dropped' ? [] : [{ from, to, kind, disposition }];
        }),
      ),
  );
}

function isInside({ kind }: Party): boolean {
  return kind !== 'external';
}
