// Boxes → their rows and columns, without sizes.
import { boxIs } from '#language/view/graph/box-kind.ts';
import type { Box, BoxKind } from '#language/view/graph/diagram.ts';
import { CARD, cardWidth, type Shape, shapeOf } from './sizes.ts';

/** A box with its contents, row by row from the top. The diagram itself is one too, without a box. */
export interface Arranged {
  /** The box's id; empty for the diagram and for a set of boxes without a frame. */
  readonly id: string;
  readonly box?: Box;
  readonly shape: Shape | 'picture' | 'frameless';
  readonly rows: readonly (readonly Arranged[])[];
  /** `grid`: columns run through all rows. `centred`: every row is in the middle. `stack`: a frame alone in its row fills it. */
  readonly alignment: 'grid' | 'centred' | 'stack';
  /** The width of a card, the same for all cards of the same parent. */
  readonly cardWidth: number;
  /** Whose gaps it shares: the AZs of a VPC have the same gaps, and so have their subnets side by side and the resources in them. */
  readonly gapsOf: string;
}

/** The best number of columns for boxes of the top level. */
export type Columns = (boxes: readonly Arranged[]) => number;

/** The whole diagram: what is outside on top, the VPCs below it. */
export function arrangePicture(boxes: readonly Box[], columns: Columns): Arranged {
  const isPart = ({ kind }: Box) => kind === 'vpc' || kind === 'region' || boxIs(kind, 'connector');
  const others = byRank(
    boxes.filter((box) => !isPart(box)),
    topRankOf,
  );
  const rows = [
    ...others.flatMap((row) =>
      chunk(
        row.map((box) => arrangeTop(box, columns)),
        6,
      ),
    ),
    ...arrangeParts(boxes.filter(isPart), columns, 'vpcs'),
  ];
  return { id: '', shape: 'picture', rows, alignment: 'centred', cardWidth: 0, gapsOf: 'picture' };
}

/** One box alone, as if it were a diagram. */
export function arrangeAlone(box: Arranged): Arranged {
  return { id: '', shape: 'picture', rows: [[box]], alignment: 'centred', cardWidth: 0, gapsOf: 'alone' };
}

/** VPCs or Regions in a grid; what connects them in a row above it, or between two that are side by side in the only row. */
function arrangeParts(boxes: readonly Box[], columns: Columns, gapsOf: string): readonly (readonly Arranged[])[] {
  const isConnector = ({ kind }: Box) => boxIs(kind, 'connector');
  const arranged = boxes.map((box) => ({ box, cell: arrangeTop(box, columns) }));
  const parts = arranged.filter(({ box }) => !isConnector(box)).map(({ cell }) => cell);
  const start = boxes.findIndex((box) => !isConnector(box));
  const [above, among] = start < 0 ? [arranged, []] : [arranged.slice(0, start), arranged.slice(start)];
  const perRow = columns(parts);
  const isOneRow = perRow >= parts.length;
  const moved = isOneRow ? [] : among.filter(({ box }) => isConnector(box));
  const cells = isOneRow ? among.map(({ cell }) => cell) : parts;
  const rows = isOneRow ? [cells] : chunk(cells, perRow);
  const grid: Arranged = { id: '', shape: 'frameless', rows, alignment: 'grid', cardWidth: 0, gapsOf };
  return [
    ...chunk(
      [...above, ...moved].map(({ cell }) => cell),
      6,
    ),
    ...(parts.length === 0 ? [] : [[grid]]),
  ];
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
  region: 3,
  vpc: 3,
  // Subnets that name no Availability Zone have rows of their own, the public ones above the AZs.
  subnet: 4,
  zone: 3.5,
  peering: 5,
  'transit-gateway': 5,
  nat: 5,
  endpoint: 5,
  resolver: 5,
  instance: 5,
  'nat-instance': 5,
  node: 5,
  pod: 5,
  lambda: 5,
  database: 5,
  cache: 5,
  service: 5,
  eks: 5,
  'kubernetes-service': 5,
};

/** What external traffic reaches first is on top; what only internal traffic uses is below. */
function rankOf(box: Box): number {
  return box.kind === 'subnet' && box.exposure === 'public' ? 3 : RANKS[box.kind];
}

/** A function in no VPC is below the API that calls it. */
function topRankOf(box: Box): number {
  return box.kind === 'lambda' ? 2 : rankOf(box);
}

function byRank(boxes: readonly Box[], rankOf: (box: Box) => number): readonly (readonly Box[])[] {
  const ranks = [...new Set(boxes.map(rankOf))].toSorted((a, b) => a - b);
  return ranks.map((rank) => boxes.filter((box) => rankOf(box) === rank));
}

function arrangeTop(box: Box, columns: Columns): Arranged {
  if (box.kind === 'region') {
    const rows = arrangeParts(box.children, columns, `${box.id} vpcs`);
    return { id: box.id, box, shape: 'frame', rows, alignment: 'centred', cardWidth: 0, gapsOf: box.id };
  }
  if (box.kind === 'vpc') return arrangeVpc(box);
  return arrangeResource(box, resourceWidth(box, CARD.maxWidthAlone), 3);
}

function arrangeVpc(vpc: Box): Arranged {
  const azs = vpc.children.filter(({ kind }) => kind === 'zone');
  const side = Math.max(1, azs.length);
  const columns = azs.length === 0 ? 3 : Math.max(1, Math.round(6 / side));
  const width = Math.max(0, ...subnetsIn(vpc).flatMap(({ children }) => children.map((child) => resourceWidth(child))));
  const rows = byRank(vpc.children, rankOf).flatMap((row) => {
    if (row.some(({ kind }) => kind === 'zone')) return [arrangeAzs(vpc.id, azs, width, columns)];
    return chunk(row, row.some(({ kind }) => kind === 'subnet') ? 3 : 6).map((part) =>
      part.map((box) =>
        box.kind === 'subnet'
          ? arrangeSubnet(box, width, columns, box.id)
          : arrangeResource(box, resourceWidth(box, CARD.maxWidthAlone), 1),
      ),
    );
  });
  return { id: vpc.id, box: vpc, shape: 'frame', rows, alignment: 'centred', cardWidth: 0, gapsOf: vpc.id };
}

function subnetsIn(box: Box): readonly Box[] {
  return box.kind === 'subnet' ? [box] : box.children.flatMap(subnetsIn);
}

/** AZs side by side have the same rows: public subnets are beside public ones; an AZ with fewer has an empty row. */
function arrangeAzs(vpc: string, azs: readonly Box[], width: number, columns: number): readonly Arranged[] {
  const ranks = [...new Set(azs.flatMap(({ children }) => children.map(rankOf)))].toSorted((a, b) => a - b);
  const rowsOf = (az: Box, rank: number): readonly (readonly Arranged[])[] => {
    const boxes = az.children.filter((box) => rankOf(box) === rank);
    const subnets = boxes
      .filter(({ kind }) => kind === 'subnet')
      .map((box, index) => [arrangeSubnet(box, width, columns, `${vpc} tier ${rank}.${index}`)]);
    const resources = boxes.filter(({ kind }) => kind !== 'subnet').map((box) => arrangeResource(box, width, 1));
    return [...subnets, ...chunk(resources, columns)];
  };
  const tiers = new Map(ranks.map((rank) => [rank, Math.max(...azs.map((az) => rowsOf(az, rank).length))]));
  return azs.map((az) => ({
    id: az.id,
    box: az,
    shape: 'frame',
    rows: ranks.flatMap((rank) => {
      const rows = rowsOf(az, rank);
      return Array.from({ length: tiers.get(rank) ?? 0 }, (_, index) => rows[index] ?? []);
    }),
    alignment: 'stack',
    cardWidth: 0,
    gapsOf: `${vpc} zones`,
  }));
}

/** Resources in a grid that is not much wider than `columns`, but wide enough for many. */
function arrangeSubnet(subnet: Box, width: number, columns: number, gapsOf: string): Arranged {
  const count = subnet.children.length;
  const widest = Math.max(columns, Math.ceil(Math.sqrt(count / 2)));
  const perRow = Math.max(1, Math.ceil(count / Math.max(1, Math.ceil(count / widest))));
  const hostColumns = Math.floor(columns / perRow);
  const rows = chunk(subnet.children, perRow).map((row) =>
    row.map((box) => arrangeResource(box, width, hostColumns, `${gapsOf} resources`)),
  );
  return { id: subnet.id, box: subnet, shape: 'frame', rows, alignment: 'grid', cardWidth: 0, gapsOf };
}

function arrangeResource(box: Box, width: number, mostColumns: number, gapsOf: string = box.id): Arranged {
  const columns = Math.max(1, Math.min(mostColumns, box.children.length));
  const inner = Math.max(0, ...box.children.map((child) => resourceWidth(child)));
  const fitting = columns === 1 ? Math.max(inner, width - 2 * HOST_SIDE) : inner;
  const rows = chunk(box.children, columns).map((row) => row.map((child) => arrangeResource(child, fitting, 1)));
  return { id: box.id, box, shape: shapeOf(box), rows, alignment: 'grid', cardWidth: width, gapsOf };
}

/** The space between the border of a resource and the resources inside it. */
const HOST_SIDE = 10;

function resourceWidth(box: Box, most: number = CARD.maxWidth): number {
  const inner = Math.max(0, ...box.children.map((child) => resourceWidth(child)));
  return Math.max(cardWidth(box, most), inner === 0 ? 0 : inner + 2 * HOST_SIDE);
}

function chunk<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  const count = Math.ceil(items.length / Math.max(1, size));
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}
