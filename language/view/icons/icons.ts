// A kind of box → its icon: a colour, and lines to draw in white on it. Our own drawings, in the style of AWS diagrams.
import type { Box, BoxKind } from '#language/view/graph/diagram.ts';

/** White lines on a coloured square. */
export interface Icon {
  /** The colour of the square, by category as in AWS diagrams. */
  readonly colour: string;
  /** SVG path data on a square of 24 by 24, stroked and not filled. */
  readonly glyph: string;
}

/** Categories of the AWS Architecture Icons: networking purple, compute orange, databases magenta. */
const NETWORKING = '#8C4FFF';
const COMPUTE = '#ED7100';
const DATABASE = '#C925D1';
const APPLICATION = '#E7157B';
const OUTSIDE = '#5A6B86';
const PUBLIC = '#5F8A0B';
const PRIVATE = '#147EBA';
const REGION = '#00868B';

const HEXAGON = 'M12 3.9l7 4.05v8.1l-7 4.05-7-4.05v-8.1z';
const PADLOCK = 'M6.5 11h11v8.2h-11zM12 14v2.3';
const NAT =
  'M4 6.6l5.9 4M4 12h5.7M4 17.4l5.9-4M14.3 12a2.3 2.3 0 1 1-4.6 0 2.3 2.3 0 1 1 4.6 0M14.3 12H20.3M17.6 9.3l2.7 2.7-2.7 2.7';
const FORK = 'M8.6 12a2.3 2.3 0 1 1-4.6 0 2.3 2.3 0 1 1 4.6 0M8.6 12h6.4M15 5.9h-3v12.2h3';
const ARCH = 'M4.8 19.2v-7.4a7.2 7.2 0 0 1 14.4 0v7.4';
const RING = 'M20 12a8 8 0 1 1-16 0 8 8 0 1 1 16 0';

const ICONS: Readonly<Record<BoxKind, Icon>> = {
  vpc: { colour: NETWORKING, glyph: 'M7 18h10.2a3.6 3.6 0 0 0 .5-7.15A5.4 5.4 0 0 0 7.5 9.4 4.35 4.35 0 0 0 7 18z' },
  subnet: { colour: PRIVATE, glyph: `${PADLOCK}M8.6 11V8.3a3.4 3.4 0 0 1 6.8 0V11` },
  region: { colour: REGION, glyph: 'M7 20V4.4M7 5h10.4l-2.5 3.6 2.5 3.6H7' },
  zone: { colour: PRIVATE, glyph: 'M5 10.5l7-5 7 5V19H5zM10 19v-5h4v5' },
  igw: { colour: NETWORKING, glyph: `${ARCH}M9.6 18.6V9.8M7.4 12l2.2-2.2 2.2 2.2M14.6 10v8.8M12.4 16.6l2.2 2.2 2.2-2.2` },
  'egress-igw': { colour: NETWORKING, glyph: `${ARCH}M12 18.8V9.4M9.2 12.2L12 9.4l2.8 2.8` },
  nat: { colour: NETWORKING, glyph: NAT },
  'nat-instance': { colour: COMPUTE, glyph: NAT },
  'regional-nat': {
    colour: NETWORKING,
    glyph: `${RING}M6.8 9.2l3.5 1.8M6.6 12h3.6M6.8 14.8l3.5-1.8M13.6 12a1.7 1.7 0 1 1-3.4 0 1.7 1.7 0 1 1 3.4 0M13.6 12h3.6M15.6 10.2l1.8 1.8-1.8 1.8`,
  },
  endpoint: {
    colour: NETWORKING,
    glyph: 'M4 12h6M13.8 12a1.9 1.9 0 1 1-3.8 0 1.9 1.9 0 1 1 3.8 0M12 5.4a6.6 6.6 0 0 1 0 13.2M15.6 12h4.4',
  },
  'gateway-endpoint': { colour: NETWORKING, glyph: `${ARCH}M12 14.2a2 2 0 1 1 0-4 2 2 0 1 1 0 4M12 14.2v5` },
  firewall: { colour: NETWORKING, glyph: 'M4 5.6h16v12.8H4zM4 9.9h16M4 14.1h16M12 5.6v4.3M8 9.9v4.2M16 9.9v4.2M12 14.1v4.3' },
  'client-vpn': {
    colour: NETWORKING,
    glyph: 'M3.6 5.6h11.2v7.6H3.6zM6.6 16.2h5.2M12.6 15.4h7.8v4.8h-7.8zM14.4 15.4v-1.6a2.1 2.1 0 0 1 4.2 0v1.6',
  },
  'kubernetes-service': { colour: COMPUTE, glyph: `${HEXAGON}M12 7.6v3.2M12 10.8L8.6 15.4M12 10.8l3.4 4.6` },
  peering: {
    colour: NETWORKING,
    glyph: 'M14.2 12a5.2 5.2 0 1 1-10.4 0 5.2 5.2 0 1 1 10.4 0M20.2 12a5.2 5.2 0 1 1-10.4 0 5.2 5.2 0 1 1 10.4 0',
  },
  'transit-gateway': {
    colour: NETWORKING,
    glyph:
      'M14.5 12a2.5 2.5 0 1 1-5 0 2.5 2.5 0 1 1 5 0M12 9.5V3.8M12 14.5v5.7M9.5 12H3.8M14.5 12h5.7M10 5.8l2-2 2 2M10 18.2l2 2 2-2M5.8 10l-2 2 2 2M18.2 10l2 2-2 2',
  },
  vpn: { colour: NETWORKING, glyph: 'M3.4 14h3.4M17.2 14h3.4M6.8 10.6h10.4v7.6H6.8zM9 10.6V8.3a3 3 0 0 1 6 0v2.3M12 13.6v1.6' },
  'direct-connect': { colour: NETWORKING, glyph: 'M3.6 7.2H8v9.6H3.6zM16 7.2h4.4v9.6H16zM8 10.2h8M8 13.8h8' },
  alb: { colour: NETWORKING, glyph: `${FORK}M15 4.2h3.6v3.4H15zM15 10.3h3.6v3.4H15zM15 16.4h3.6v3.4H15z` },
  nlb: {
    colour: NETWORKING,
    glyph: `${FORK}M18.8 5.9a1.9 1.9 0 1 1-3.8 0 1.9 1.9 0 1 1 3.8 0M18.8 12a1.9 1.9 0 1 1-3.8 0 1.9 1.9 0 1 1 3.8 0M18.8 18.1a1.9 1.9 0 1 1-3.8 0 1.9 1.9 0 1 1 3.8 0`,
  },
  clb: {
    colour: NETWORKING,
    glyph: `${FORK}M15 4.2h3.6v3.4H15zM18.8 12a1.9 1.9 0 1 1-3.8 0 1.9 1.9 0 1 1 3.8 0M15 16.4h3.6v3.4H15z`,
  },
  gwlb: {
    colour: NETWORKING,
    glyph: `${FORK}M16.9 3.8l1.9 2.1-1.9 2.1-1.9-2.1zM16.9 9.9l1.9 2.1-1.9 2.1-1.9-2.1zM16.9 16l1.9 2.1-1.9 2.1-1.9-2.1z`,
  },
  instance: {
    colour: COMPUTE,
    glyph:
      'M7.6 7.6h8.8v8.8H7.6zM10 7.6V4.4M14 7.6V4.4M10 19.6v-3.2M14 19.6v-3.2M7.6 10H4.4M7.6 14H4.4M19.6 10h-3.2M19.6 14h-3.2',
  },
  node: { colour: COMPUTE, glyph: `${HEXAGON}M9.4 9.4h5.2v5.2H9.4z` },
  pod: { colour: COMPUTE, glyph: `${HEXAGON}M5 7.95l7 4.05 7-4.05M12 12v8.1` },
  eks: { colour: COMPUTE, glyph: `${HEXAGON}M12 8v8M8.5 10l7 4M15.5 10l-7 4` },
  lambda: { colour: COMPUTE, glyph: 'M7.4 5h3.1l5.7 14h2.6M11.5 10.6L6.9 19' },
  fleet: { colour: COMPUTE, glyph: 'M4.6 10.4h9v9h-9zM7.6 10.4V7.4h9v9h-3M10.6 7.4V4.4h9v9h-3' },
  service: { colour: COMPUTE, glyph: 'M4.8 9.2h10v10h-10zM9.2 9.2V4.8h10v10h-4.4' },
  database: {
    colour: DATABASE,
    glyph:
      'M18.2 6.9c0 1.6-2.8 2.8-6.2 2.8S5.8 8.5 5.8 6.9 8.6 4.1 12 4.1s6.2 1.2 6.2 2.8zM5.8 6.9v10.2c0 1.6 2.8 2.8 6.2 2.8s6.2-1.2 6.2-2.8V6.9M5.8 12c0 1.6 2.8 2.8 6.2 2.8s6.2-1.2 6.2-2.8',
  },
  cache: { colour: DATABASE, glyph: 'M13.4 4L6.6 13.3h4.6L10.4 20l7-9.6h-4.7z' },
  resolver: {
    colour: NETWORKING,
    glyph: 'M16.2 10.4a5.8 5.8 0 1 1-11.6 0 5.8 5.8 0 1 1 11.6 0M14.7 14.7l5 5M8.4 9.3h4M8.4 11.7h2.6',
  },
  'resolver-endpoint': {
    colour: NETWORKING,
    glyph:
      'M13.2 9.6a4.8 4.8 0 1 1-9.6 0 4.8 4.8 0 1 1 9.6 0M12 13.2l2.6 2.6M6.9 8.6h3.2M6.9 10.7h2M13.4 18.4h7M17.8 15.8l2.6 2.6-2.6 2.6',
  },
  'api-gateway': { colour: APPLICATION, glyph: 'M8.4 6.4L4 12l4.4 5.6M15.6 6.4L20 12l-4.4 5.6M13.5 5.6l-3 12.8' },
  unknown: { colour: OUTSIDE, glyph: 'M8.6 9.4a3.4 3.4 0 1 1 4.8 3.1c-.9.4-1.4 1-1.4 2.1M12 17.8h.01' },
  internet: {
    colour: OUTSIDE,
    glyph: `${RING}M4 12h16M12 4c2.3 2.3 3.3 5 3.3 8s-1 5.7-3.3 8c-2.3-2.3-3.3-5-3.3-8s1-5.7 3.3-8z`,
  },
  host: { colour: OUTSIDE, glyph: 'M4.8 5h14.4v5.8H4.8zM4.8 13.2h14.4V19H4.8zM8 7.9h.01M8 16.1h.01M11.5 7.9h4.5M11.5 16.1H16' },
  network: {
    colour: OUTSIDE,
    glyph: 'M3.8 19.6h16.4M5.8 19.6V4.6h7.6v15M13.4 9.6h4.8v10M8.4 8h2.4M8.4 11.6h2.4M8.4 15.2h2.4',
  },
};

/** An open padlock instead of a closed one. */
const PUBLIC_SUBNET: Icon = { colour: PUBLIC, glyph: `${PADLOCK}M8.6 11V7.6a3.4 3.4 0 0 1 6.5-1.4` };

/** The icon of a box. Subnets have one for public and one for private. */
export function iconOf({ kind, exposure }: Pick<Box, 'kind' | 'exposure'>): Icon {
  return kind === 'subnet' && exposure === 'public' ? PUBLIC_SUBNET : ICONS[kind];
}
