// Boxes → frames: in which row and column each box is. No sizes but the widths of cards, no lines.
import { boxIs } from '#language/view/graph/box-kind.ts';
import type { Box, BoxKind } from '#language/view/graph/diagram.ts';
import type { Level } from './frame/frame-input.ts';
import { GAPS } from './frame/gaps.ts';
import { CARD, cardWidth, shapeOf } from './sizes.ts';

/** A box that holds others, or the diagram itself, and what is in it. */
export interface Frame {
  /** The id of the box; empty for the diagram. */
  readonly id: string;
  /** Absent for the diagram, and for a frame that is not drawn. */
  readonly box?: Box;
  readonly level: Level;
  /** The number of rows. */
  readonly rows: number;
  readonly items: readonly Item[];
  /** Availability Zones from left to right. Each is a column of this frame, so that the rows of all zones are the same rows. */
  readonly zones: readonly Box[];
}

/** What is in a frame: a card, a frame, or the empty place of a zone that has nothing in this row. */
export interface Item extends Cell {
  readonly row: number;
  /** From the left, from 0. */
  readonly place: number;
}

interface Cell {
  readonly id: string;
  readonly box?: Box;
  readonly frame?: Frame;
  /** The width of a card, in CSS pixels: the same for all cards of the same parent. */
  readonly width: number;
  /** Items with the same number are above each other. */
  readonly column?: number;
  /** The index of the zone whose column it is. */
  readonly zone?: number;
}

/** The whole diagram: what is outside on top, the VPCs below it. */
export function rowsOf(boxes: readonly Box[]): Frame {
  const isPart = ({ kind }: Box) => kind === 'vpc' || kind === 'region' || boxIs(kind, 'connector');
  const others = byRank(
    boxes.filter((box) => !isPart(box)),
    topRankOf,
  );
  const rows = others.flatMap((row) => evenRows(row, MOST_SIDE_BY_SIDE).map((part) => part.map(topCell)));
  return frame('', 'picture', [...rows, ...partRows(boxes.filter(isPart), '')]);
}

/** More boxes than this form another row. */
const MOST_SIDE_BY_SIDE = 6;

/** More frames than this form another row, and so do more resources in a subnet or resource with no Availability Zone beside it. */
const MOST_FRAMES = 3;

/** The ratio of width to height that a grid of VPCs should have, and of one VPC. */
const ASPECT = { picture: 1.6, vpc: 2 } as const;

/**
 * VPCs or Regions in a grid; what connects them in a row above it, or between two that are side by side in the only row. Each row of the grid
 * is a frame that is not drawn, so that alike rows are laid out once. Cards and frames are in rows of their own.
 */
function partRows(boxes: readonly Box[], id: string): readonly (readonly Cell[])[] {
  const isConnector = ({ kind }: Box) => boxIs(kind, 'connector');
  const parts = boxes.filter((box) => !isConnector(box));
  const start = boxes.findIndex((box) => !isConnector(box));
  const connectorRows = (connectors: readonly Box[]) => evenRows(connectors, MOST_SIDE_BY_SIDE).map((row) => row.map(topCell));
  if (columnsFor(parts.length) >= parts.length) {
    const above = start < 0 ? boxes : boxes.slice(0, start);
    const among = start < 0 ? [] : boxes.slice(start);
    return [...connectorRows(above), ...(among.length === 0 ? [] : [among.map(topCell)])];
  }
  const cards = Math.max(0, ...parts.filter(isCollapsed).map((box) => resourceWidth(box, CARD.maxWidthAlone)));
  const rows = runs(parts).flatMap((run) =>
    evenRows(run, columnsFor(run.length)).map((row) => ({ row, columns: columnsFor(run.length) })),
  );
  const bands = rows.map(({ row, columns }, index): readonly Cell[] => {
    const cells = row.map((box, column) => ({ ...(isCollapsed(box) ? resourceCell(box, cards, 1) : topCell(box)), column }));
    const empty = Array.from({ length: columns - row.length }, (_, missing) => ({
      id: `${id} empty ${index} ${missing}`,
      width: 0,
      column: row.length + missing,
    }));
    const band = `${id} row ${index}`;
    return [{ id: band, width: 0, column: 0, frame: frame(band, 'band', [[...cells, ...empty]]) }];
  });
  return [...connectorRows(boxes.filter(isConnector)), ...bands];
}

/** Neighbours of which all are collapsed, or none. */
function runs(parts: readonly Box[]): readonly (readonly Box[])[] {
  const all: Box[][] = [];
  for (const part of parts) {
    const last = all.at(-1);
    if (last?.[0] !== undefined && isCollapsed(last[0]) === isCollapsed(part)) last.push(part);
    else all.push([part]);
  }
  return all;
}

function isCollapsed({ collapsed }: Box): boolean {
  return collapsed !== undefined;
}

/** A few are side by side. More form a rectangle. */
function columnsFor(parts: number): number {
  return parts <= MOST_FRAMES ? parts : Math.max(2, Math.round(Math.sqrt((parts * ASPECT.picture) / ASPECT.vpc)));
}

const RANKS: Readonly<Record<BoxKind, number>> = {
  internet: 0,
  host: 0,
  network: 0,
  igw: 0,
  'egress-igw': 0,
  'regional-nat': 0,
  'gateway-endpoint': 0,
  vpn: 0,
  'direct-connect': 0,
  'api-gateway': 1,
  alb: 1,
  nlb: 1,
  clb: 1,
  gwlb: 1,
  region: 3,
  vpc: 3,
  // Subnets that name no Availability Zone have rows of their own, the public ones above the AZs.
  subnet: 4,
  zone: 3.5,
  peering: 5,
  'transit-gateway': 5,
  nat: 5,
  endpoint: 5,
  firewall: 5,
  'client-vpn': 1,
  'resolver-endpoint': 1,
  resolver: 5,
  unknown: 5,
  instance: 5,
  'nat-instance': 5,
  node: 5,
  pod: 5,
  lambda: 5,
  database: 5,
  cache: 5,
  service: 5,
  fleet: 5,
  eks: 5,
  'kubernetes-service': 5,
};

/** What external traffic reaches first is on top; what only internal traffic uses is below. */
function rankOf(box: Box): number {
  if (box.kind === 'zone' && shapeOf(box) === 'card') return 3.2;
  return box.kind === 'subnet' && box.exposure === 'public' ? 3 : RANKS[box.kind];
}

/** A function in no VPC is below the API that calls it. */
function topRankOf(box: Box): number {
  return box.kind === 'lambda' ? 2 : rankOf(box);
}

function byRank(boxes: readonly Box[], ranked: (box: Box) => number): readonly (readonly Box[])[] {
  const ranks = [...new Set(boxes.map(ranked))].toSorted((a, b) => a - b);
  return ranks.map((rank) => boxes.filter((box) => ranked(box) === rank));
}

function topCell(box: Box): Cell {
  if (box.kind === 'region')
    return { id: box.id, box, width: 0, frame: frame(box.id, 'region', partRows(box.children, box.id), box) };
  if (box.kind === 'vpc' && shapeOf(box) === 'frame') return vpcCell(box);
  return resourceCell(box, resourceWidth(box, CARD.maxWidthAlone), MOST_FRAMES);
}

function vpcCell(vpc: Box): Cell {
  const zones = vpc.children.filter((box) => box.kind === 'zone' && shapeOf(box) === 'frame');
  const columns = zones.length === 0 ? MOST_FRAMES : Math.max(1, Math.round(MOST_SIDE_BY_SIDE / zones.length));
  const width = Math.max(0, ...subnetsIn(vpc).flatMap(({ children }) => children.map((child) => resourceWidth(child))));
  const cell = (box: Box): Cell =>
    isSubnetFrame(box) ? subnetCell(box, width, columns) : resourceCell(box, resourceWidth(box, CARD.maxWidthAlone), 1);
  const rows = byRank(vpc.children, rankOf).flatMap((row) => {
    if (row.some((box) => zones.includes(box))) return zoneRows(zones, width, columns);
    return evenRows(row, row.some(isSubnetFrame) ? MOST_FRAMES : MOST_SIDE_BY_SIDE).map((part) => part.map(cell));
  });
  return { id: vpc.id, box: vpc, width: 0, frame: frame(vpc.id, 'vpc', rows, vpc, zones) };
}

function isSubnetFrame(box: Box): boolean {
  return box.kind === 'subnet' && shapeOf(box) === 'frame';
}

function subnetsIn(box: Box): readonly Box[] {
  return box.kind === 'subnet' ? [box] : box.children.flatMap(subnetsIn);
}

/** Zones side by side have the same rows: public subnets are beside public ones. A zone with fewer has an empty place. */
function zoneRows(zones: readonly Box[], width: number, columns: number): readonly (readonly Cell[])[] {
  const ranks = [...new Set(zones.flatMap(({ children }) => children.map(rankOf)))].toSorted((a, b) => a - b);
  const rowsIn = (zone: Box, rank: number): readonly Omit<Cell, 'zone'>[] => {
    const boxes = zone.children.filter((box) => rankOf(box) === rank);
    const loose = boxes
      .filter((box) => !isSubnetFrame(box))
      .map((box) => resourceCell(box, Math.max(width, resourceWidth(box)), 1));
    return [
      ...boxes.filter(isSubnetFrame).map((box) => subnetCell(box, width, columns)),
      ...evenRows(loose, columns).map((row, index) => looseCell(`${zone.id} ${rank}.${index}`, row)),
    ];
  };
  const rows = ranks.flatMap((rank) => {
    const all = zones.map((zone) => rowsIn(zone, rank));
    return Array.from({ length: Math.max(...all.map((own) => own.length)) }, (_, row) => all.map((own) => own[row]));
  });
  return (rows.length === 0 ? [zones.map(() => undefined)] : rows).map((row, tier) =>
    row.map((cell, zone) => ({ ...(cell ?? { id: `${zones[zone]?.id} empty ${tier}`, width: 0 }), column: zone, zone })),
  );
}

/** Resources in a zone but in no subnet. */
function looseCell(id: string, cells: readonly Cell[]): Cell {
  return { id, width: 0, frame: frame(id, 'loose', [cells]) };
}

/** Resources in a grid that is not much wider than `columns`, but wide enough for many. */
function subnetCell(subnet: Box, width: number, columns: number): Cell {
  const count = subnet.children.length;
  const widest = Math.max(columns, Math.ceil(Math.sqrt(count / 2)));
  const rows = evenRows(subnet.children, widest);
  const hostColumns = Math.max(1, Math.floor(columns / Math.max(1, rows[0]?.length ?? 1)));
  const cells = rows.map((row) => row.map((box, column) => ({ ...resourceCell(box, width, hostColumns), column })));
  return { id: subnet.id, box: subnet, width: 0, frame: frame(subnet.id, 'subnet', cells, subnet) };
}

function resourceCell(box: Box, width: number, mostColumns: number): Cell {
  if (shapeOf(box) === 'card') return { id: box.id, box, width };
  const columns = Math.max(1, Math.min(mostColumns, box.children.length));
  const inner = Math.max(0, ...box.children.map((child) => resourceWidth(child)));
  const fitting = columns === 1 ? Math.max(inner, width - 2 * GAPS.host.side) : inner;
  const rows = evenRows(box.children, columns).map((row) =>
    row.map((child, column) => ({ ...resourceCell(child, fitting, 1), column })),
  );
  return { id: box.id, box, width, frame: frame(box.id, 'host', rows, box) };
}

function resourceWidth(box: Box, most: number = CARD.maxWidth): number {
  const inner = Math.max(0, ...box.children.map((child) => resourceWidth(child)));
  return Math.max(cardWidth(box, most), inner === 0 ? 0 : inner + 2 * GAPS.host.side);
}

function frame(id: string, level: Level, rows: readonly (readonly Cell[])[], box?: Box, zones: readonly Box[] = []): Frame {
  const items = rows.flatMap((cells, row) => cells.map((cell, place) => ({ ...cell, row, place })));
  return { id, ...(box && { box }), level, rows: rows.length, items, zones };
}

/** Rows of at most `most`, as alike in length as possible, longer ones first. */
function evenRows<T>(items: readonly T[], most: number): readonly (readonly T[])[] {
  const rows = Math.ceil(items.length / Math.max(1, most));
  const [least, longer] = [Math.floor(items.length / Math.max(1, rows)), items.length % Math.max(1, rows)];
  return Array.from({ length: rows }, (_, row) => {
    const start = row * least + Math.min(row, longer);
    return items.slice(start, start + least + (row < longer ? 1 : 0));
  });
}
