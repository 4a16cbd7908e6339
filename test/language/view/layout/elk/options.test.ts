// What ELK does with the options of frames, each on the smallest graph that shows it. The frames' layout relies on every one of these facts.
import assert from 'node:assert/strict';
import { layoutByElk } from '#language/view/layout/elk/elk.ts';
import {
  FIXED_PORTS,
  frameOptions,
  type GraphSize,
  type Options,
  PORTS_BY_SIDE,
  spaced,
  straight,
} from '#language/view/layout/elk/options.ts';

describe('ELK with the options of a frame', () => {
  it('puts each node into the layer of its y, also if no edge leads to it, or if the edge skips a layer', () => {
    const { nodes } = drawn([node('a', 1), node('alone', 2), node('deep', 3)], [line('a', 'deep')]);
    assert.deepEqual(tops(nodes, 'a', 'alone', 'deep'), [0, 32, 64]);
  });

  it('keeps layers apart, however high their nodes are', () => {
    const { nodes } = drawn([node('a', 1, {}, { height: 5000 }), node('b', 2), node('beside', 1)], []);
    assert.deepEqual(tops(nodes, 'a', 'beside', 'b'), [0, 0, 5012]);
  });

  it('aligns the nodes of a layer at their upper sides', () => {
    const { nodes } = drawn([node('low', 1), node('high', 1, {}, { height: 90 })], []);
    assert.deepEqual(tops(nodes, 'low', 'high'), [0, 0]);
  });

  it('keeps the order of a row, even if lines cross because of it', () => {
    const { nodes } = drawn(
      [node('a', 1, at(0)), node('b', 1, at(1)), node('c', 2, at(0)), node('d', 2, at(1))],
      [line('a', 'd'), line('b', 'c')],
    );
    assert.deepEqual(fromLeft(nodes), ['a', 'b', 'c', 'd']);
  });

  it('keeps the order of a row, even if the nodes come in another order', () => {
    const { nodes } = drawn([node('b', 1, at(1)), node('c', 1, at(2)), node('a', 1, at(0)), node('end', 2)], [line('b', 'end')]);
    assert.deepEqual(fromLeft(nodes), ['a', 'b', 'c', 'end']);
  });

  it('keeps nodes with equal places in the order in which they come', () => {
    const row = ['d', 'a', 'c', 'b'].map((id) => node(id, 1, at(0)));
    const { nodes } = drawn([...row, node('x', 2, at(0)), node('y', 2, at(1))], [line('d', 'y'), line('b', 'x')]);
    assert.deepEqual(fromLeft(nodes), ['d', 'a', 'c', 'b', 'x', 'y']);
  });

  it('finds the best place for a node without one', () => {
    const rows = [
      node('a', 1, at(0)),
      node('b', 1, at(1)),
      node('free', 1),
      ...['x', 'y', 'z'].map((id, place) => node(id, 2, at(place))),
    ];
    const { nodes } = drawn(rows, [line('a', 'x'), line('free', 'y'), line('b', 'z')]);
    assert.deepEqual(fromLeft(nodes), ['a', 'free', 'b', 'x', 'y', 'z']);
  });

  it('has no model order, which breaks the order of rows', () => {
    assert.deepEqual(
      Object.keys(frameOptions(sparse(1), 0)).filter((name) => /modelorder/i.test(name)),
      [],
    );
    const row = () => [node('b', 1, at(1)), node('a', 1, at(0)), node('end', 2)];
    const modelOrder = { 'elk.layered.considerModelOrder.strategy': 'PREFER_NODES' };
    assert.deepEqual(fromLeft(drawn(row(), [line('a', 'end')]).nodes), ['a', 'b', 'end']);
    assert.deepEqual(fromLeft(drawn(row(), [line('a', 'end')], modelOrder).nodes), ['b', 'a', 'end']);
  });

  it('leaves components that are not connected in their rows', () => {
    const nodes = () => [node('a', 1), node('b', 2), node('c', 2), node('d', 3)];
    const lines = () => [line('a', 'b'), line('c', 'd')];
    assert.deepEqual(tops(drawn(nodes(), lines()).nodes, 'a', 'b', 'c', 'd'), [0, 32, 32, 64]);
    const apart = drawn(nodes(), lines(), { 'elk.separateConnectedComponents': 'true' });
    assert.deepEqual(tops(apart.nodes, 'c', 'd'), [0, 32]);
  });

  it('draws lines that meet an invisible edge at the same port as one, so invisible edges have ports of their own', () => {
    const turns = (invisible: string) => {
      const ports = {
        a: [port('a.line', 'SOUTH', 5), port('a.own', 'SOUTH', 35)],
        x: [port('x.line', 'NORTH', 5), port('x.own', 'NORTH', 35)],
      };
      const { edges } = drawn(
        [
          node('a', 1, { ...at(0), ...FIXED_PORTS }, { ports: ports.a }),
          node('b', 1, at(1)),
          node('x', 2, { ...at(0), ...FIXED_PORTS }, { ports: ports.x }),
          node('y', 2, at(1)),
        ],
        [line('a.line', 'y'), line('b', 'x.line'), line(`a.${invisible}`, `x.${invisible}`)],
      );
      return ['a.line y', 'b x.line'].map((id) => edges.get(id)?.[1]?.y);
    };
    const [one, two] = turns('own');
    assert.notEqual(one, two);
    const [merged, same] = turns('line');
    assert.equal(merged, same);
  });

  it('keeps an edge straight if its priority is greater than that of all others together', () => {
    const lefts = (options: Options) => {
      const many = Array.from({ length: 30 }, (_, index) => index);
      const ports = (id: string, side: Side) => many.map((index) => port(`${id}.${index}`, side, 14 * (index + 1)));
      const wide = { width: 440, height: 20 };
      const { nodes } = drawn(
        [
          node('a', 1, { ...at(0), ...FIXED_PORTS }, { ...wide, ports: [...ports('a', 'SOUTH'), port('a.left', 'SOUTH', 1)] }),
          node('b', 1, at(1), wide),
          node('c', 2, { ...at(0), ...FIXED_PORTS }, { ...wide, ports: [port('c.left', 'NORTH', 1)] }),
          node('d', 2, { ...at(1), ...FIXED_PORTS }, { ...wide, ports: ports('d', 'NORTH') }),
        ],
        [...many.map((index) => line(`a.${index}`, `d.${index}`, straight(10))), line('a.left', 'c.left', options)],
      );
      return [nodes.get('a')?.x, nodes.get('c')?.x];
    };
    const [above, below] = lefts(straight(10_000));
    assert.equal(above, below);
    const [pulled, left] = lefts({});
    assert.notEqual(pulled, left);
  });

  it('takes port alignment and space round ports in directions that are turned: a north side for the west one, left for above', () => {
    const heights = (options: Options) => {
      const ports = [port('card.west', 'WEST'), port('card.east', 'EAST')];
      const card = node('card', 1, { ...PORTS_BY_SIDE, ...options }, { height: 100, ports });
      const { edges } = drawn([card, node('x', 2), node('y', 2)], [line('card.west', 'x'), line('card.east', 'y')]);
      return ['card.west x', 'card.east y'].map((id) => edges.get(id)?.[0]?.y);
    };
    const surrounding = spaced({ portPort: 14, portsSurrounding: '[top=0,left=30,bottom=0,right=0]' });
    const turned = { 'elk.portAlignment.north': 'BEGIN', 'elk.portAlignment.south': 'BEGIN', ...surrounding };
    assert.deepEqual(heights(turned), [30, 30]);
    const unturned = { 'elk.portAlignment.west': 'BEGIN', 'elk.portAlignment.east': 'BEGIN', ...surrounding };
    assert.notDeepEqual(heights(unturned), [30, 30]);
  });

  it('reads several distances of one node, separated by `;,;`', () => {
    const both = spaced({ nodeNode: 70, portPort: 33 });
    assert.deepEqual(both, {
      'elk.spacing.individual': 'org.eclipse.elk.spacing.nodeNode:70;,;org.eclipse.elk.spacing.portPort:33',
    });
    const ports = [port('a.one', 'SOUTH'), port('a.two', 'SOUTH')];
    const { nodes, edges } = drawn(
      [
        node('a', 1, { ...at(0), ...PORTS_BY_SIDE, ...both }, { width: 100, ports }),
        node('b', 1, at(1)),
        node('c', 1, at(2)),
        node('x', 2),
      ],
      [line('a.one', 'x'), line('a.two', 'x')],
    );
    const [a, b, c] = ['a', 'b', 'c'].map((id) => nodes.get(id)?.x ?? Number.NaN);
    assert.ok(a !== undefined && b !== undefined && c !== undefined);
    assert.deepEqual({ own: b - a - 100, others: c - b - 40 }, { own: 70, others: 20 });
    const starts = ['a.one x', 'a.two x'].map((id) => edges.get(id)?.[0]?.x ?? Number.NaN);
    assert.equal(Math.abs((starts[0] ?? 0) - (starts[1] ?? 0)), 33);
  });

  it('takes the greater of two distances, so that a node can keep lines further away than its frame does, but not nearer', () => {
    const distanceWith = (options: Options): number => {
      const wide = node('wide', 2, { ...at(0), ...options }, { width: 200 });
      const { nodes, edges } = drawn([node('up', 1), wide, node('down', 3)], [line('up', 'down')]);
      const right = (nodes.get('wide')?.x ?? 0) + 200;
      const left = nodes.get('wide')?.x ?? 0;
      const x = edges.get('up down')?.[0]?.x ?? Number.NaN;
      return x > right ? x - right : left - x;
    };
    const usual = Number(frameOptions(sparse(3), 20)['elk.spacing.edgeNode']);
    assert.ok(distanceWith(spaced({ edgeNode: usual + 30 })) >= usual + 30);
    assert.ok(distanceWith({}) >= usual && distanceWith({}) < usual + 30);
    assert.equal(distanceWith(spaced({ edgeNode: 1 })), distanceWith({}));
  });

  it('places the nodes of large frames, and of those with many lines between few boxes, by the method of Brandes and Köpf, which is faster than network simplex', () => {
    const methodFor = (nodes: number) => frameOptions(sparse(nodes), 20)['elk.layered.nodePlacement.strategy'];
    assert.deepEqual([100, 101].map(methodFor), ['NETWORK_SIMPLEX', 'BRANDES_KOEPF']);
    const methodOf = (items: number, lines: number) =>
      frameOptions({ nodes: 50, items, lines }, 20)['elk.layered.nodePlacement.strategy'];
    assert.equal(methodOf(5, 15), 'NETWORK_SIMPLEX');
    assert.equal(methodOf(5, 16), 'BRANDES_KOEPF');
    assert.equal(methodOf(10, 30), 'NETWORK_SIMPLEX');
    assert.equal(methodOf(10, 31), 'BRANDES_KOEPF');
    const count = 100;
    const ids = Array.from({ length: count }, (_, index) => index);
    const { nodes } = drawn(
      [...ids.map((id) => node(`up ${id}`, 1, at(id))), ...ids.map((id) => node(`down ${id}`, 2, at(id)))],
      ids.map((id) => line(`up ${id}`, `down ${(id * 7) % count}`)),
      frameOptions(sparse(2 * count), 20),
    );
    assert.deepEqual(fromLeft(nodes), [...ids.map((id) => `up ${id}`), ...ids.map((id) => `down ${id}`)]);
  });
});

/** As many nodes, and few lines. */
function sparse(nodes: number): GraphSize {
  return { nodes, items: nodes, lines: 0 };
}

type Side = 'NORTH' | 'SOUTH' | 'WEST' | 'EAST';

/** ELK's node. Layers are far apart in y, as `ElkGraph` puts them. */
function node(id: string, layer: number, options: Options = {}, more: object = {}) {
  const size = { width: 40, height: 20 };
  return { id, ...size, x: 0, y: layer * 1e6, ...more, layoutOptions: { 'elk.alignment': 'TOP', ...options } };
}

/** A place in the row. */
function at(place: number): Options {
  return { 'elk.position': `(${place * 1000},0)` };
}

function port(id: string, side: Side, x?: number) {
  const place = x === undefined ? {} : { x, y: side === 'NORTH' ? 0 : 20 };
  return { id, width: 0, height: 0, ...place, layoutOptions: { 'elk.port.side': side } };
}

/** An edge from a higher to a lower layer. */
function line(from: string, to: string, options: Options = {}) {
  return { id: `${from} ${to}`, sources: [from], targets: [to], layoutOptions: options };
}

/** Lays out a new graph. Nodes and the points of edges by their ids. */
function drawn(children: readonly ReturnType<typeof node>[], lines: readonly ReturnType<typeof line>[], options: Options = {}) {
  const layoutOptions = { ...frameOptions(sparse(children.length), 20), ...options };
  const answer = layoutByElk({ id: 'frame', layoutOptions, children: [...children], edges: [...lines] });
  const nodes = new Map(answer.children?.map(({ id, x = 0, y = 0 }) => [id, { x, y }]));
  const edges = new Map(
    answer.edges?.map(({ id, sections = [] }) => {
      const points = sections.flatMap(({ startPoint, bendPoints = [], endPoint }) => [startPoint, ...bendPoints, endPoint]);
      return [id, points];
    }),
  );
  return { nodes, edges };
}

type Places = ReturnType<typeof drawn>['nodes'];

function tops(nodes: Places, ...ids: readonly string[]): readonly (number | undefined)[] {
  return ids.map((id) => nodes.get(id)?.y);
}

/** The ids, row by row, each from left to right. */
function fromLeft(nodes: Places): readonly string[] {
  return [...nodes].toSorted(([, a], [, b]) => a.y - b.y || a.x - b.x).map(([id]) => id);
}
