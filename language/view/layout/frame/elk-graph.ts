// Collects the nodes, ports and edges of one graph for ELK.
import type { ElkNode, ElkPort } from 'elkjs/lib/elk-api.js';
import { FIXED_PORTS, type Options } from '#language/view/layout/elk/options.ts';
import type { Size } from '#language/view/layout/sizes.ts';
import type { Range } from './frame-layout.ts';

/** A side of a node. */
export type PortSide = 'NORTH' | 'SOUTH' | 'WEST' | 'EAST';

/** A place on a node where edges end. */
export interface Port {
  readonly id: string;
  readonly side: PortSide;
  /** Edges with the same key share the port. */
  readonly key: string;
  /** From the node's left side. Without one ELK, or `settlePorts`, chooses. */
  x?: number;
  /** Where the line would be straight. */
  readonly wish?: number;
  /** Where the line goes on inside the node, unless it has to make way. */
  readonly usual?: number;
  /** Where it may be. Default: anywhere on the node. */
  readonly range?: Range;
  /** How far right the other end is, from 0 to 1. */
  readonly order: number;
  /** The index of the item with the other end. */
  readonly other?: number | undefined;
}

/** A node. Nodes of one layer are side by side. */
export interface GraphNode extends Size {
  readonly id: string;
  readonly layer: number;
  options: Options;
  readonly ports: Port[];
  /** Its place among the nodes of its layer that have one. */
  readonly place?: number;
  /** How far right it should be, from 0 to 1, where nothing else decides. */
  readonly order: number;
}

/** An edge from a higher to a lower layer. */
export interface GraphEdge {
  readonly id: string;
  readonly from: Port;
  readonly to: Port;
  readonly options: Options;
}

/** What a node is, besides its size. */
export interface NodeFacts {
  readonly layer: number;
  readonly options: Options;
  readonly place?: number | undefined;
  readonly order?: number;
}

/** Where a port is, and what decides its place. */
export interface PortFacts {
  readonly x?: number | undefined;
  readonly wish?: number | undefined;
  readonly usual?: number;
  readonly range?: Range;
  readonly order?: number;
  readonly other?: number | undefined;
}

/** Ids are numbers in the order of creation, so that alike frames give the same graph. */
export class ElkGraph {
  readonly nodes: GraphNode[] = [];
  readonly edges: GraphEdge[] = [];

  /** Adds a node. */
  node({ width, height }: Size, { layer, options, place, order = 0.5 }: NodeFacts): GraphNode {
    const id = `n${this.nodes.length}`;
    const node: GraphNode = { id, width, height, layer, options, ports: [], order, ...(place !== undefined && { place }) };
    this.nodes.push(node);
    return node;
  }

  /** The port with this key on this side; adds it if it is new. */
  port(node: GraphNode, key: string, side: PortSide, { x, wish, usual, range, order = 0.5, other }: PortFacts = {}): Port {
    const known = node.ports.find((port) => port.key === key && port.side === side);
    if (known !== undefined) return known;
    const port: Port = {
      id: `${node.id}p${node.ports.length}`,
      side,
      key,
      order,
      ...(x !== undefined && { x }),
      ...(wish !== undefined && { wish }),
      ...(usual !== undefined && { usual }),
      ...(range && { range }),
      other,
    };
    node.ports.push(port);
    return port;
  }

  /** Adds an edge from a higher to a lower layer, and returns its id. */
  edge(from: Port, to: Port, options: Options = {}): string {
    const id = `e${this.edges.length}`;
    this.edges.push({ id, from, to, options });
    return id;
  }

  /** The graph as ELK reads it. */
  toElk(options: Options): ElkNode {
    return {
      id: 'frame',
      layoutOptions: options,
      children: this.nodes.toSorted((a, b) => a.order - b.order).map(elkNode),
      edges: this.edges.map(({ id, from, to, options: own }) => ({
        id,
        sources: [from.id],
        targets: [to.id],
        layoutOptions: own,
      })),
    };
  }
}

/** ELK's interactive phases read layers from y, and the order in a layer from `elk.position`. */
function elkNode({ id, width, height, layer, options, ports, place }: GraphNode): ElkNode {
  const hasPlaces = options['elk.portConstraints'] === FIXED_PORTS['elk.portConstraints'];
  return {
    id,
    width,
    height,
    x: 0,
    y: Math.round(layer * LAYER),
    layoutOptions: {
      'elk.alignment': 'TOP',
      ...(place !== undefined && { 'elk.position': `(${Math.round(place * PLACE)},0)` }),
      ...options,
    },
    ports: ports.map(
      ({ id: port, side, x }): ElkPort => ({
        id: port,
        width: 0,
        height: 0,
        ...(hasPlaces && x !== undefined && { x, y: side === 'NORTH' ? 0 : height }),
        layoutOptions: { 'elk.port.side': side },
      }),
    ),
  };
}

/** Far more than any node is high, because nodes that overlap in y come into the same layer. */
const LAYER = 1e6;
/** `elk.position` is in whole numbers, and places differ by a thousandth at least. */
const PLACE = 1000;
