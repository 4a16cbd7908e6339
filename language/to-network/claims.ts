// Flows, expectations and views, with names resolved to ids.
import type * as ast from '#language/ast/generated/ast.ts';
import { unquote } from '#language/ast/values.ts';
import { parsePrefix } from '#language/network/address.ts';
import type { Expectation, Flow, FlowNote, FlowStep, Selector, View } from '#language/network/claim.ts';
import { type EntityId, entityId, partId } from '#language/network/id.ts';
import { INTERNET } from '#language/network/outside.ts';
import { readDomain } from './dns.ts';
import { labelOf } from './label.ts';
import type { Reading } from './reading.ts';
import { readTraffic } from './values.ts';

/** A flow. Steps whose ends are unknown are left out. */
export function flowPart(reading: Reading, node: ast.Flow, id: EntityId): Flow {
  const read = node.steps.map((step, index) => ({ step, parts: flowStep(reading, step, partId(id, 'step', index + 1)) }));
  const notes = node.notes.map((note, index): FlowNote => {
    const before = read.filter(({ step }) => isBefore(step, note));
    return {
      id: reading.declare(note, partId(id, 'note', index + 1)),
      text: note.text === undefined ? '' : unquote(note.text),
      after: before.flatMap(({ parts }) => parts).length,
    };
  });
  return { kind: 'flow', id, name: node.name, ...labelOf(node), steps: read.flatMap(({ parts }) => parts), notes };
}

function isBefore(a: ast.FlowStep, b: ast.FlowNote): boolean {
  return (a.$cstNode?.offset ?? 0) < (b.$cstNode?.offset ?? 0);
}

/** The expectations of a file. Those whose ends are unknown are left out. */
export function expectationParts(reading: Reading, members: readonly ast.Member[]): readonly Expectation[] {
  const nodes = members.flatMap((node) => (node.$type === 'Expectation' ? [node] : []));
  return nodes.flatMap((node, index) => expectationPart(reading, node, partId(entityId('expect'), 'line', index + 1)));
}

function expectationPart(reading: Reading, node: ast.Expectation, wanted: EntityId): readonly Expectation[] {
  const id = reading.declare(node, wanted);
  const from = selector(reading, node.from);
  const to = node.resolves ? nameSelector(reading, id, node.domain) : expectedEnd(reading, id, node.to);
  if (from === undefined || to === undefined) return [];
  reading.place(id, { of: 'from' }, node.from);
  if (node.to !== undefined) reading.place(id, { of: 'to' }, node.to);
  return [
    {
      id,
      text: (node.$cstNode?.text ?? '').replace(/^expect\s+/, '').replaceAll(/\s+/g, ' '),
      from,
      to,
      claim: claimOf(node),
      traffic: node.traffic.map((traffic) => readTraffic(reading, id, traffic)),
      via: node.via.flatMap((reference) => reading.idsOf(reference.ref)),
    },
  ];
}

function claimOf({ never, only, resolves }: ast.Expectation): Expectation['claim'] {
  if (resolves) return never ? 'never-resolves' : 'resolves';
  if (never) return 'never-reaches';
  return only ? 'reaches-only' : 'reaches';
}

function expectedEnd(reading: Reading, owner: EntityId, node: ast.ExpectedEnd | undefined): Selector | undefined {
  return node?.$type === 'NameEnd' ? nameSelector(reading, owner, node.domain) : selector(reading, node);
}

function nameSelector(reading: Reading, owner: EntityId, text: string | undefined): Selector | undefined {
  if (text === undefined) return undefined;
  return { kind: 'name', name: readDomain(reading, owner, text, { of: 'whole' }), text };
}

/** A view. Without `show` it shows everything. */
export function viewPart(reading: Reading, node: ast.View, id: EntityId): View {
  const depth = node.properties.find((property) => property.$type === 'DepthProperty')?.depth;
  const highlight = node.properties.find((property) => property.$type === 'HighlightProperty')?.highlight;
  const shown = node.properties.flatMap((property) => (property.$type === 'ShowProperty' ? property.resources : []));
  const expanded = node.properties.flatMap((property) => (property.$type === 'ExpandProperty' ? property.resources : []));
  const flows = node.properties.flatMap((property) => (property.$type === 'FlowsProperty' ? property.flows : []));
  return {
    kind: 'view',
    id,
    name: node.name,
    ...labelOf(node),
    show: shown.flatMap((reference) => reading.idsOf(reference.ref)),
    ...(depth !== undefined && { depth }),
    expand: expanded.flatMap((reference) => reading.idsOf(reference.ref)),
    flows: flows.flatMap((reference) => reading.idsOf(reference.ref)),
    highlight: highlight ?? 'both',
  };
}

function flowStep(reading: Reading, node: ast.FlowStep, wanted: EntityId): readonly FlowStep[] {
  const id = reading.declare(node, wanted);
  reading.place(id, { of: 'whole' }, node);
  const from = selector(reading, node.from);
  const to = selector(reading, node.to);
  if (from === undefined || to === undefined) return [];
  reading.place(id, { of: 'from' }, node.from);
  reading.place(id, { of: 'to' }, node.to);
  reading.place(id, { of: 'expected' }, node, node.intermittent ? 'intermittent' : 'dropped');
  const traffic = readTraffic(reading, id, node.traffic);
  const port = traffic.ports[0]?.from;
  const droppedAt = reading.idOf(node.droppedAt?.ref);
  return [
    {
      id,
      from,
      ...(node.sourcePort !== undefined && { sourcePort: node.sourcePort }),
      to,
      protocol: traffic.protocol === 'all' ? 'tcp' : traffic.protocol,
      ...(port !== undefined && { port }),
      ...(traffic.icmpType !== undefined && { icmpType: traffic.icmpType }),
      ...(traffic.icmpCode !== undefined && { icmpCode: traffic.icmpCode }),
      ...(node.idle !== undefined && { idleSeconds: seconds(node.idle) }),
      expected: node.dropped ? 'dropped' : node.intermittent ? 'intermittent' : 'delivered',
      ...(droppedAt && { droppedAt }),
      ...(node.label !== undefined && { label: unquote(node.label) }),
    },
  ];
}

function selector(reading: Reading, node: ast.FlowEnd | undefined): Selector | undefined {
  switch (node?.$type) {
    case 'InternetEnd':
      return { kind: 'entity', id: INTERNET, text: 'internet' };
    case 'EveryEnd':
      return node.kind === undefined ? undefined : { kind: 'every', of: node.kind, text: `every ${node.kind}` };
    case 'AddressEnd': {
      const prefix = node.address === undefined ? undefined : parsePrefix(node.address);
      return prefix && { kind: 'prefix', prefix, text: node.address };
    }
    case 'NamedEnd': {
      const id = reading.idOf(node.resource?.ref);
      return id && { kind: 'entity', id, text: node.resource.$refText };
    }
    case undefined:
      return undefined;
  }
}

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };

function seconds(duration: string): number {
  return Number.parseInt(duration, 10) * (SECONDS[duration.slice(-1)] ?? 1);
}
