// For each flag of the table of kinds, a scenario whose result depends on the flag.
import { entityId } from '#language/network/id.ts';
import type { EveryWord, Flag } from '#language/network/kinds.ts';
import type { EntityKind } from '#language/network/network.ts';
import { connectionEndsAt, connectionEndsOf } from '#language/trace/connection-end.ts';
import { headline } from '#language/trace/headline.ts';
import { reach } from '#language/trace/reach/reach.ts';
import { type Frame, rowsOf } from '#language/view/layout/rows.ts';
import { shapeOf } from '#language/view/layout/sizes.ts';
import { chooseEnd } from '#server/asking/choose.ts';
import { networkWithout } from '#server/asking/losses.ts';
import { diagnosticsOf } from './check-diagnostics.ts';
import { boxLines, diagramFrom, pathFrom } from './draw-text.ts';
import { idOf, textOf } from './kind-texts.ts';
import { open } from './open-text.ts';
import { networkOf, stepsOf, traceOf } from './trace-text.ts';

/** Computes a comparable result for a resource of a kind. */
type Scenario = (kind: EntityKind) => Promise<unknown>;

/** One scenario for each flag. */
export const BY_FLAG = {
  box: async (kind) => {
    if (kind === 'internet') return boxLines((await pathFrom(`${textOf(kind)}flow f { server -> internet }`)).boxes);
    const { services, cursorDocument, at } = await open(textOf(kind).replace(/\bit\b/, '<|>it'));
    const hover = await services.lsp.HoverProvider?.getHoverContent(cursorDocument, at);
    // Each text has its own file name, which links contain.
    return JSON.stringify(hover?.contents).replaceAll(/file:[^)]*/g, '');
  },
  frame: async (kind) => {
    const { boxes } = await diagramFrom(textOf(kind));
    return boxes
      .flatMap((box) => [box, ...box.children, ...box.children.flatMap(({ children }) => children)])
      .map((box) => shapeOf({ ...box, children: [] }));
  },
  connector: async (kind) => {
    const declared = kind === 'transit-gateway' ? 'transit-gateway it { region us-east-1  attach v { subnets a } }' : undefined;
    const text = textOf(kind, { vpc: 'region us-east-1', ...(declared !== undefined && { declared }) });
    return placesIn(rowsOf((await diagramFrom(text)).boxes));
  },
  removable: async (kind) => networkWithout(await networkOf(textOf(kind)), [idOf(kind)]).ok,
  end: async (kind) => chooseEnd(await networkOf(textOf(kind)), idOf(kind)),
  opensConnections: async (kind) => {
    const pairs = reach(await networkOf(textOf(kind)), { from: (id) => id === idOf(kind) });
    return pairs.flatMap(({ tos }) => tos);
  },
  routeTarget: async (kind) => {
    const toIt = kind === 'egress-igw' ? 'route ::/0 -> it' : 'route 0.0.0.0/0 -> it';
    const declared =
      INSPECTOR[kind] ?? (kind === 'vpn' || kind === 'direct-connect' ? `${kind} it { vpc v  remote far }` : undefined);
    const text = textOf(kind, { ...(declared !== undefined && { declared }), subnet: toIt });
    const far = kind === 'egress-igw' ? '2001:db8:ffff::1' : '192.0.2.1';
    const trace = await traceOf(
      text.replace('client 10.0.1.10', 'client 10.0.1.10, 2001:db8:1200:1::10'),
      `client -> ${far} tcp 443`,
    );
    return [stepsOf(trace), trace.blockers.map(({ code }) => code)];
  },
  callsServices: (kind) =>
    codes(textOf(kind).replace('instance client 10.0.1.10 { security-groups open }', '').replaceAll('client', 'server')),
  mustSend: (kind) => codes(textOf(kind, { rules: 'ingress all from any  egress none' })),
  mustReceive: (kind) => codes(textOf(kind, { rules: 'ingress none' })),
  natGateway: async (kind) => {
    const text = textOf(kind, { vpc: 'block-public-access ingress-only', subnet: 'route 0.0.0.0/0 -> it' });
    return (await traceOf(text, 'client -> internet tcp 443')).verdict;
  },
  passesOn: (kind) => {
    const inMid =
      kind === 'nat'
        ? 'private nat it'
        : kind === 'nat-instance'
          ? 'nat-instance it { source-dest-check off  security-groups allow-all }'
          : '';
    const inVpc =
      kind === 'endpoint'
        ? 'endpoint it gateway-load-balancer { subnets mid }'
        : kind === 'regional-nat'
          ? 'regional nat it { route 10.9.0.0/16 -> peer }'
          : '';
    return codes(
      textOf(kind, {
        declared: '',
        vpc: `subnet mid 10.0.5.0/24 { az us-east-1b  route 10.9.0.0/16 -> hub  ${inMid} }\n${inVpc}\nsecurity-group allow-all { ingress all from any }`,
        subnet: 'route 10.9.0.0/16 -> it',
        rules: 'ingress all from any  egress all to w.theirs',
        file: 'transit-gateway hub { attach v { subnets a, b }  attach w { subnets x } }\npeering peer { vpcs v, w }\nflow f { client -> other tcp 443 }',
      }),
    );
  },
  impliesSubnet: async (kind) => {
    const subnet = kind === 'nat' || kind === 'nat-instance' ? 'route 0.0.0.0/0 -> it' : '';
    const question = subnet === '' ? 'server -> it tcp 80' : 'client -> internet tcp 443';
    return headline(await traceOf(textOf(kind, { subnet }), question));
  },
  forwards: async (kind) => {
    const declared = `${kind} it { source-dest-check off  security-groups open }`;
    const text = textOf(kind, { declared, file: 'network beyond 10.77.0.0/16 behind it' });
    return (await traceOf(text, 'beyond -> client tcp 443')).forward.map(({ at }) => at);
  },
  members: async (kind) => {
    const declared = `${kind} it { security-groups open }`;
    const text = textOf(kind, { vpc: `${kind} both { subnets a, b  security-groups open }`, declared });
    return (await traceOf(text, 'client -> both tcp 80')).choices;
  },
  machine: async (kind) => {
    const declared = `${kind} it { security-groups open  interface second { subnets b } }`;
    return boxLines((await diagramFrom(textOf(kind, { declared }))).boxes);
  },
  leftOutAtSubnets: async (kind) =>
    boxLines((await diagramFrom(textOf(kind, { file: 'view v2 { depth subnets }' }), { view: 'v2' })).boxes),
} as const satisfies Readonly<Record<Flag, Scenario>>;

/** The resources that `every` selects with this word. */
export async function everyOf(kind: EntityKind, word: EveryWord): Promise<readonly string[]> {
  const ends = connectionEndsOf(await networkOf(textOf(kind)), { kind: 'every', of: word, text: '' });
  return ends.map(({ id }) => id);
}

/** The ranges of source ports at all ends of the resource, and at its interfaces. */
export async function sourcePortsAt(kind: EntityKind): Promise<readonly string[]> {
  const network = await networkOf(textOf(kind));
  const own = network.interfaces.filter(({ owner }) => owner === idOf(kind)).flatMap((one) => connectionEndsAt(network, one));
  const ends = connectionEndsOf(network, { kind: 'entity', id: entityId(idOf(kind)), text: '' });
  return [...own, ...ends].map(({ initiator }) => initiator);
}

/** Where everything is: its row, its place in the row, and what is inside. */
type Place = readonly [id: string, row: number, place: number, inside: readonly Place[]];

function placesIn({ items }: Frame): readonly Place[] {
  return items.map(({ id, row, place, frame }) => [id, row, place, frame === undefined ? [] : placesIn(frame)]);
}

/** Kinds that forward packets, as declarations that a route inside AWS can target. */
const INSPECTOR: Readonly<Partial<Record<EntityKind, string>>> = {
  nat: 'private nat it',
  endpoint: 'endpoint it gateway-load-balancer { subnets b }',
};

async function codes(text: string): Promise<readonly string[]> {
  const seen = await diagnosticsOf(text);
  const unclear = seen.find(({ code }) => code === 'syntax' || code === 'unknown-name');
  if (unclear !== undefined) throw new Error(`${unclear.message}\n${text}`);
  return seen.map(({ code, message }) => `${code}: ${message}`);
}
