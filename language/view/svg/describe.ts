// A diagram → its name, and what a reader sees at first sight, as text for those who cannot see it.
import {
  type Box,
  CHANGES,
  type Diagram,
  EDGE_ROLES,
  type Edge,
  type EdgeRole,
  type Highlight,
} from '#language/view/graph/diagram.ts';

/** One line: the content of `<title>`. */
export function nameOf({ title, direction }: Diagram): string {
  if (title !== '') return title;
  return direction === 'down' ? 'Network diagram' : 'Path of a packet';
}

/** One fact per line: counts, what is highlighted, and the steps of flows in their order. The content of `<desc>`. */
export function descriptionOf(diagram: Diagram): readonly string[] {
  const boxes = diagram.boxes.flatMap(withInner);
  const labels = new Map(boxes.map(({ id, label }) => [id, label]));
  const steps = diagram.edges
    .filter(({ step }) => step !== undefined)
    .toSorted((one, other) => (one.step ?? 0) - (other.step ?? 0))
    .map((edge) => stepText(edge, labels));
  if (diagram.direction === 'right') return [`${boxes.map(({ label }) => label).join(', ')}.`, ...steps];
  return [
    countsText(boxes, diagram.edges),
    ...changesText(boxes),
    ...(diagram.edges.length === 0 ? [] : [HIGHLIGHTED[diagram.highlight]]),
    ...steps,
  ];
}

const HIGHLIGHTED: Readonly<Record<Highlight, string>> = {
  ingress: 'Ingress traffic is highlighted.',
  egress: 'Egress traffic is highlighted.',
  both: 'Ingress and egress traffic are highlighted.',
  none: 'No traffic is highlighted.',
};

/** `Of these boxes 1 is added, 2 are changed.`; nothing if none is. */
function changesText(boxes: readonly Box[]): readonly string[] {
  const counts = CHANGES.map((change) => [change, boxes.filter((box) => box.change === change).length] as const);
  const parts = counts
    .filter(([, count]) => count > 0)
    .map(([change, count]) => `${count} ${count === 1 ? 'is' : 'are'} ${change}`);
  return parts.length === 0 ? [] : [`Of these boxes ${parts.join(', ')}.`];
}

function withInner(box: Box): readonly Box[] {
  return [box, ...box.children.flatMap(withInner)];
}

/** `1 VPC, 2 Availability Zones, 4 subnets, 9 other resources; 14 connections: 5 ingress, 9 egress.` */
function countsText(boxes: readonly Box[], edges: readonly Edge[]): string {
  const of = (kind: Box['kind']): number => boxes.filter((box) => box.kind === kind).length;
  const frames = [counted(of('vpc'), 'VPC'), counted(of('zone'), 'Availability Zone'), counted(of('subnet'), 'subnet')];
  const others = boxes.length - of('vpc') - of('zone') - of('subnet') - of('region');
  const parts = [...frames, counted(others, 'other resource')].filter((part) => part !== '').join(', ');
  const roles = EDGE_ROLES.map((role) => [role, edges.filter((edge) => edge.role === role).length] as const);
  const kinds = roles.filter(([, count]) => count > 0).map(([role, count]: readonly [EdgeRole, number]) => `${count} ${role}`);
  const connections = edges.length === 0 ? 'no connections' : `${counted(edges.length, 'connection')}: ${kinds.join(', ')}`;
  return `${parts === '' ? 'No resources' : parts}; ${connections}.`;
}

function counted(count: number, noun: string): string {
  return count === 0 ? '' : `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function stepText({ from, to, role, step, label }: Edge, labels: ReadonlyMap<string, string>): string {
  const [start, end] = [from, to].map((id) => labels.get(id) ?? id);
  const way = start === end ? `at ${start}` : `from ${start} to ${end}`;
  return `Step ${step}: ${way}${label === undefined ? '' : `, ${label}`}${role === 'blocked' ? ', blocked' : ''}.`;
}
