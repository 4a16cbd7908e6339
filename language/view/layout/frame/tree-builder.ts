// A tree → edges of the graph. Its trunk leaves what all its lines share, carries the label, passes rows between two columns, and branches
// before the row of each end.
import { FIXED_PORTS, LINE, LINE_GAP, NEAR, spaced, straight } from '#language/view/layout/elk/options.ts';
import { even } from '#language/view/layout/sizes.ts';
import type { GraphNode, Port } from './elk-graph.ts';
import type { FrameGraph } from './frame-graph.ts';
import { isOuter, type LineEnd, type Side } from './frame-input.ts';
import type { Sides } from './sides.ts';
import { type Branch, isJoining, mean, type Tree } from './trees.ts';

/** The part of a line that is built: from the root to `port`. */
interface Way {
  readonly port: Port;
  readonly edges: readonly string[];
}

/** Adds the edges of a tree. */
export function addTree(frame: FrameGraph, tree: Tree, sides: Sides): void {
  new TreeBuilder(frame, tree, sides).build();
}

class TreeBuilder {
  readonly #frame: FrameGraph;
  readonly #tree: Tree;
  readonly #sides: Sides;
  readonly #away: Side;
  readonly #towards: Side;
  readonly #step: number;
  readonly #bundle: number;
  /** Lines that fork share a trunk past all rows. Lines that join run straight from their own ends, unless there are many. */
  readonly #isShared: boolean;

  constructor(frame: FrameGraph, tree: Tree, sides: Sides) {
    this.#frame = frame;
    this.#tree = tree;
    this.#sides = sides;
    [this.#away, this.#towards, this.#step] = tree.isDown ? ['S', 'N', 1] : ['N', 'S', -1];
    this.#bundle = tree.branches[0]?.line.bundle ?? 0;
    const isLarge = tree.branches.length > (isOuter(frame.input.level) ? 1 : MOST_OWN);
    this.#isShared = !isJoining(tree) || isLarge;
  }

  build(): void {
    const { root } = this.#tree;
    const branches = this.#tree.branches.filter((branch) => !this.#joinsAtSide(branch));
    for (const branch of this.#tree.branches) {
      const side = this.#sides.entrances.get(branch);
      if (side !== undefined && this.#joinsAtSide(branch))
        this.#branch(branch, { port: this.#frame.meetSide(root, this.#bundle, side), edges: [] }, this.#frame.rowOf(root));
    }
    if (branches.length === 0) return;
    const [only] = branches.length === 1 ? branches : [];
    let trunk: Way = { port: this.#frame.meet(root, this.#bundle, this.#away, only?.end), edges: [] };
    const labelled = branches.find(({ line }) => line.label !== undefined);
    if (labelled !== undefined) trunk = this.#through(trunk, this.#labelNode(labelled), STRAIGHT.label);
    let passed = this.#frame.rowOf(root);
    for (const row of this.#rows()) {
      if (this.#isShared) {
        for (let between = passed + this.#step; between !== row; between += this.#step) {
          trunk = this.#through(trunk, this.#passNode(between, branches), STRAIGHT.trunk);
          passed = between;
        }
      }
      for (const branch of branches.filter(({ end }) => this.#frame.rowOf(end) === row)) this.#branch(branch, trunk, passed);
    }
  }

  /** The rows of the ends, from the root on. */
  #rows(): readonly number[] {
    const rows = this.#tree.branches.map(({ end }) => this.#frame.rowOf(end));
    return [...new Set(rows)].toSorted((a, b) => (a - b) * this.#step);
  }

  /** Whether a line joins the others at the side of the card that they lead to. */
  #joinsAtSide(branch: Branch): boolean {
    return isJoining(this.#tree) && this.#sides.entrances.has(branch);
  }

  #branch(branch: Branch, trunk: Way, passed: number): void {
    const { root, isDown } = this.#tree;
    const { end, index, line } = branch;
    const row = this.#frame.rowOf(end);
    let way = trunk;
    if (!this.#isShared) {
      for (let between = passed + this.#step; between !== row; between += this.#step)
        way = this.#through(way, this.#passNode(between, [branch]), this.#straightness(way === trunk));
    }
    const side = isJoining(this.#tree) ? undefined : this.#sides.entrances.get(branch);
    const port =
      side === undefined
        ? this.#frame.meet(end, this.#bundle, this.#towards, root)
        : this.#frame.meetSide(end, this.#bundle, side);
    const edges = [...way.edges, this.#link(way.port, port, this.#straightness(way === trunk))];
    const [upper, lower] = isDown ? [root, end] : [end, root];
    this.#frame.paths.set(index, {
      kind: 'down',
      edges: isDown ? edges : edges.toReversed(),
      isUpward: line.isInto === isDown,
      upper,
      lower,
    });
  }

  /** A line that forks is bent anyway, and so is one that joins others where it leaves the trunk. */
  #straightness(isAtTrunk: boolean): number {
    if (this.#tree.branches.length === 1) return STRAIGHT.own;
    if (this.#isShared) return STRAIGHT.fork;
    return isAtTrunk ? STRAIGHT.join : STRAIGHT.own;
  }

  #link(from: Port, to: Port, priority: number): string {
    const [upper, lower] = this.#tree.isDown ? [from, to] : [to, from];
    return this.#frame.graph.edge(upper, lower, priority > 1 ? straight(priority) : {});
  }

  /** The way, extended through a node that is part of the line. */
  #through({ port, edges }: Way, node: GraphNode, priority: number): Way {
    const [near, far] = this.#tree.isDown ? (['NORTH', 'SOUTH'] as const) : (['SOUTH', 'NORTH'] as const);
    const { graph } = this.#frame;
    const x = this.#lineIn.get(node) ?? node.width / 2;
    const edge = this.#link(port, graph.port(node, 'near', near, { x }), priority);
    return { port: graph.port(node, 'far', far, { x }), edges: [...edges, edge] };
  }

  readonly #lineIn = new Map<GraphNode, number>();

  /** A label is a node on the trunk, next to its root, so that it has its own room. */
  #labelNode({ index, line }: Branch): GraphNode {
    const { graph, labels } = this.#frame;
    const { root, branches } = this.#tree;
    const size = line.label ?? { width: 0, height: 0 };
    const width = even(size.width);
    const node = graph.node(
      { width, height: size.height },
      {
        layer: this.#frame.rowOf(root) + 1 + 0.5 * this.#step,
        options: { ...FIXED_PORTS, ...BESIDE_LABEL },
        order: (this.#frame.across(root) + mean(branches.map(({ end }) => this.#frame.across(end)))) / 2,
      },
    );
    const lean = this.#sides.leans.get(this.#tree) ?? 'middle';
    this.#lineIn.set(node, { left: width - LEAN, middle: width / 2, right: LEAN }[lean]);
    labels.set(index, { node, lean });
    return node;
  }

  /** The place where a line passes a row. */
  #passNode(row: number, branches: readonly Branch[]): GraphNode {
    const order = mean(branches.map(({ end }) => this.#frame.across(end)));
    const gap = this.#gapIn(row, branches);
    return this.#frame.graph.node(
      { width: LINE, height: LINE },
      {
        layer: row + 1,
        options: NEAR,
        // Lines through the same gap have the order of their ends.
        place: gap === undefined ? undefined : gap + (order - 0.5) / 2,
        order,
      },
    );
  }

  /**
   * Between which columns of a row a line passes: those in the middle of its ends, or of the row if its ends are in no column but near the
   * middle. `undefined` where ELK finds the better place, as beside a single column.
   */
  #gapIn(row: number, branches: readonly Branch[]): number | undefined {
    const { items } = this.#frame.input;
    const { root } = this.#tree;
    if (!items.some((item) => item.row === row && item.column !== undefined)) return undefined;
    // Of all rows, so that a trunk past a shorter row stays straight.
    const count = 1 + Math.max(...items.map(({ column = 0 }) => column));
    const columnOf = (end: LineEnd) => ('crossing' in end ? undefined : items[end.stop.item]?.column);
    const columns = branches.flatMap(({ end }) => columnOf(end) ?? []);
    if (count < 2) return undefined;
    if (this.#frame.input.level === 'band') return gapInBand(count);
    if (columns.length === 0) {
      const ends = [root, ...branches.map(({ end }) => end)].filter((end) => 'stop' in end);
      const isCentred = ends.every((end) => Math.abs(this.#frame.across(end) - 0.5) < NEAR_MIDDLE);
      return isCentred ? Math.round(count / 2) - 0.5 : undefined;
    }
    const goal = columnOf(root) ?? (count - 1) / 2;
    const middle = (Math.min(...columns) + Math.max(...columns)) / 2;
    const low = Math.floor(middle);
    if (middle !== low) return low + 0.5;
    if (middle !== goal) return middle < goal ? middle + 0.5 : middle - 0.5;
    return columns.length > 1 ? middle + 0.5 : undefined;
  }
}

/** More lines than this inside a VPC, and more than one outside, share a trunk even if they join. */
export const MOST_OWN = 12;

/** Ends are near the middle of a frame if they are within this part of its width from there. */
const NEAR_MIDDLE = 0.2;

/** The place of lines that pass a band: between the same columns in all bands of a grid. */
export function gapInBand(columns: number): number {
  return Math.floor((columns - 1) / 2) + 0.5;
}

/** How far from the end of a leaning label its line is. */
const LEAN = 5;

/** The least distance of labels that lean away from each other, on lines side by side. */
const BESIDE_LABEL = spaced({ nodeNode: LINE_GAP - 2 * LEAN });

/** How much it matters that a part of a line is straight. */
const STRAIGHT = { label: 10, trunk: 10, own: 10, join: 2, fork: 1 } as const;
