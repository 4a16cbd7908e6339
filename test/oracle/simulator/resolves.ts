// Whether a DNS query gets an address (section 11): who is asked, and who answers.
import { type Address, nth, parseAddress, sameAddress } from '#language/network/address.ts';
import type { Expectation, Selector } from '#language/network/claim.ts';
import type { ResolverEndpoint } from '#language/network/dns.ts';
import { entityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Traffic } from '#language/network/traffic.ts';
import type { Vpc } from '#language/network/vpc.ts';
import { claimVerdict } from './claims.ts';
import type { Kind } from './explore.ts';
import { type Party, partiesOf, sendersOf } from './parties.ts';
import { verdictOf } from './verdict.ts';
import type { Setting } from './world.ts';

/** `open`: it depends on a choice of AWS, or on what is not known. */
export type Answer = 'address' | 'nothing' | 'open';

const TRAFFIC: Traffic = { protocol: 'udp', ports: [{ from: 53, to: 53 }] };
const QUERY: Kind = { protocol: 'udp', destinationPort: 53, icmpType: undefined, icmpCode: undefined };

/** For everybody that the selector means. */
export function answersTo(setting: Setting, from: Selector, name: string): readonly Answer[] {
  return sendersOf(setting, from).map((party) => answerTo(setting, from, party, name));
}

function answerTo(setting: Setting, from: Selector, party: Party, name: string): Answer {
  if (party.kind !== 'resource') return fromOutside(setting, party.kind === 'address' ? from : whole(party), name);
  const [first] = party.interfaces;
  if (first === undefined) return 'open';
  const { vpc } = first.subnet;
  const asked = deliveryOf(verdictOf(setting, party, addressed(resolverOf(vpc)), QUERY).disposition);
  return inTurn(asked, () => inVpc(setting, vpc, name, []));
}

function whole({ id }: Party): Selector {
  return { kind: 'entity', id, text: id };
}

function addressed(address: Address): Party {
  return { kind: 'address', id: entityId('internet'), address, iface: undefined };
}

/** 1.13, 11.1 */
function resolverOf({ prefixes }: Vpc): Address {
  const primary = prefixes.find(({ family }) => family === 4);
  const link = parseAddress('169.254.169.253');
  const address = primary === undefined ? link : nth(primary, 2n);
  if (address === undefined) throw new Error('no resolver');
  return address;
}

/** 11.10: whoever is outside asks the inbound endpoint that serves best. */
function fromOutside(setting: Setting, from: Selector, name: string): Answer {
  const found = setting.network.resolverEndpoints
    .filter(({ direction }) => direction === 'inbound')
    .map((endpoint) => inTurn(asked(setting, from, endpoint), () => inVpc(setting, endpoint.vpc, name, [])));
  return (['address', 'open'] as const).find((one) => found.includes(one)) ?? 'nothing';
}

function asked(setting: Setting, from: Selector, { id }: ResolverEndpoint): Answer {
  const to: Selector = { kind: 'entity', id, text: id };
  const claim: Expectation = { id: entityId('q'), text: '', from, to, claim: 'reaches', traffic: [TRAFFIC], via: [] };
  if (claimVerdict(setting, claim).holds) return 'address';
  return claimVerdict(setting, { ...claim, claim: 'never-reaches' }).holds ? 'nothing' : 'open';
}

function deliveryOf(disposition: string): Answer {
  if (disposition === 'delivered') return 'address';
  return disposition === 'dropped' ? 'nothing' : 'open';
}

function inTurn(first: Answer, second: () => Answer): Answer {
  if (first === 'nothing') return first;
  const then = second();
  return then === 'nothing' ? then : first === 'open' ? 'open' : then;
}

/** 11.11, 11.12: the most specific of rules and zones; of the same domain, the rule. */
function inVpc(setting: Setting, vpc: Vpc, name: string, before: readonly Vpc[]): Answer {
  const labels = name.split('.');
  for (let from = 0; from <= labels.length; from += 1) {
    const domain = labels.slice(from).join('.');
    const rule = setting.network.resolverRules.find((one) => one.domain === domain && one.vpcs.includes(vpc));
    if (rule !== undefined) return forwarded(setting, rule, name, [...before, vpc]);
    const zone = setting.network.privateZones.find((one) => one.domain === domain && one.vpcs.includes(vpc));
    if (zone === undefined) continue;
    // 11.13
    if (!vpc.dnsHostnames) return 'open';
    const records = zone.records.map((record) => record.name);
    const parents = labels.map((_, index) => `*.${labels.slice(index + 1).join('.')}`);
    return records.includes(name) || parents.some((parent) => records.includes(parent)) ? 'address' : 'nothing';
  }
  return 'open';
}

/** 11.14: from each interface to each target, because AWS takes any. */
function forwarded(
  setting: Setting,
  { endpoint, targets }: Setting['network']['resolverRules'][number],
  name: string,
  before: readonly Vpc[],
): Answer {
  const { network } = setting;
  const sender = network.resolverEndpoints.find(({ id, direction }) => id === endpoint && direction === 'outbound');
  const servers = targets.flatMap((target) => partiesOf(setting, target, 'one')).flatMap(addressesOf);
  const all = (sender?.interfaces ?? []).flatMap((iface) =>
    servers.map((server) => sentTo(setting, iface, server, name, before)),
  );
  if (all.length === 0) return 'nothing';
  const [first] = all;
  return first !== undefined && all.every((one) => one === first) ? first : 'open';
}

interface Server {
  readonly address: Address;
  readonly iface: Interface | undefined;
}

function addressesOf(party: Party): readonly Server[] {
  if (party.kind === 'address') return [party];
  if (party.kind !== 'resource') return party.addresses.map((address) => ({ address, iface: undefined }));
  return party.interfaces.flatMap((iface) => iface.addresses.map((own) => ({ address: own.private, iface })));
}

function sentTo(setting: Setting, from: Interface, server: Server, name: string, before: readonly Vpc[]): Answer {
  const { iface, address } = server;
  const to: Party = { kind: 'address', id: iface?.owner ?? entityId('internet'), address, iface };
  const sender: Party = { kind: 'resource', id: from.owner, interfaces: [from] };
  const delivery = deliveryOf(verdictOf(setting, sender, to, QUERY).disposition);
  const next = setting.network.resolverEndpoints.find((one) => one.interfaces.some((own) => own === iface && owns(own, address)));
  return next === undefined
    ? delivery
    : inTurn(delivery, () => (before.includes(next.vpc) ? 'nothing' : inVpc(setting, next.vpc, name, before)));
}

function owns({ addresses }: Interface, address: Address): boolean {
  return addresses.some((own) => sameAddress(own.private, address));
}
