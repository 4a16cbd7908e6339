// A decision → plain data for readers outside the core: resources and rules by their ids, addresses and ports as text.
import { type Address, formatAddress, formatPrefix, formatSocket, type Prefix } from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Labelled } from '#language/network/named.ts';
import type { RouteTarget } from '#language/network/route-table.ts';
import { formatPorts, type Packet, type PortRange } from '#language/network/traffic.ts';
import { unknownSentence } from '#language/network/unknown.ts';
import type { Decision } from './decision.ts';

/** A value that JSON can hold. */
export type Fact = string | number | boolean | readonly Fact[] | { readonly [name: string]: Fact };

/** The facts of a decision: its kind, and what it is about. */
export interface Facts {
  readonly kind: Decision['kind'];
  readonly [name: string]: Fact;
}

/** Fields that the hop already has, or has in another form. */
const ELSEWHERE: ReadonlySet<string> = new Set(['kind', 'decidedBy', 'assumed', 'uncertain', 'before', 'after']);

/**
 * The facts of a decision. Resources, listeners and targets are ids; routes, rules and entries are objects with an `id`. Of a translation,
 * `source` and `destination` are the changed sockets, each before and after.
 */
export function factsOf(decision: Decision): Facts {
  const facts: Record<string, Fact> = {};
  for (const [name, value] of Object.entries(decision) as readonly (readonly [string, Part])[]) {
    const fact = ELSEWHERE.has(name) ? undefined : factOf(value);
    if (fact !== undefined) facts[name] = fact;
  }
  const { uncertain } = decision;
  return {
    kind: decision.kind,
    ...facts,
    ...(uncertain && { uncertain: unknownSentence(uncertain) }),
    ...(decision.kind === 'translation' && changesOf(decision.before, decision.after)),
  };
}

/** Whatever a decision may refer to. */
type Part =
  | string
  | number
  | boolean
  | undefined
  | readonly Part[]
  | Address
  | PortRange
  | { readonly number: number; readonly range: PortRange }
  | (Labelled & {
      readonly id: EntityId;
      readonly destination: Prefix;
      readonly target: RouteTarget | { readonly attachment?: EntityId };
    })
  | (Labelled & { readonly id: EntityId; readonly isDefault: boolean; readonly direction: string; readonly number?: number })
  | { readonly id: EntityId };

function factOf(value: Part): Fact | undefined {
  if (typeof value !== 'object') return value;
  if (isList(value)) return value.flatMap((part) => factOf(part) ?? []);
  if ('bits' in value) return formatAddress(value);
  if ('range' in value) return formatPorts([value.range]);
  if ('from' in value) return formatPorts([value]);
  if ('target' in value) {
    const { id, destination, target, label } = value;
    return { id, destination: formatPrefix(destination), target: targetOf(target), ...(label !== undefined && { label }) };
  }
  if ('direction' in value) {
    const { id, number, isDefault, label } = value;
    return { id, ...(number !== undefined && { number }), default: isDefault, ...(label !== undefined && { label }) };
  }
  return value.id;
}

function isList(value: Part): value is readonly Part[] {
  return Array.isArray(value);
}

/** The resource or attachment that the route leads to; else `local`, `blackhole`, or what the text says. */
function targetOf(target: RouteTarget | { readonly kind?: string; readonly attachment?: EntityId }): string {
  if ('attachment' in target && target.attachment !== undefined) return target.attachment;
  if ('id' in target && target.id !== undefined) return target.id;
  return 'text' in target ? target.text : (target.kind ?? 'blackhole');
}

function changesOf(before: Packet, after: Packet): Record<string, Fact> {
  const source = [sourceOf(before), sourceOf(after)] as const;
  const destination = [destinationOf(before), destinationOf(after)] as const;
  return {
    ...(source[0] !== source[1] && { source: { from: source[0], to: source[1] } }),
    ...(destination[0] !== destination[1] && { destination: { from: destination[0], to: destination[1] } }),
  };
}

function sourceOf({ source, sourcePort }: Packet): string {
  return formatSocket(source, sourcePort?.number);
}

function destinationOf({ destination, destinationPort }: Packet): string {
  return formatSocket(destination, destinationPort?.number);
}
