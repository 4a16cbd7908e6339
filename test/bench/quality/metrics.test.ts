// Every metric on drawings made by hand: that it counts what it should, and nothing else.
import assert from 'node:assert/strict';
import type { Drawing, DrawnBox, DrawnEdge, Point, Rect } from '#bench/quality/drawing.ts';
import { type Figures, measure } from '#bench/quality/metrics.ts';

describe('the metrics of diagrams', () => {
  describe('of boxes', () => {
    it('count siblings that overlap, and children outside of their parent', () => {
      expect({ boxes: [card('a', 0, 0), card('b', 50, 20)] }, { boxOverlaps: 1 });
      expect({ boxes: [frame('vpc', 'v', rect(0, 0, 120, 60), [card('a', 50, 10)])] }, { boxOverlaps: 1 });
    });

    it('do not count boxes that touch, and children inside', () => {
      expect({ boxes: [card('a', 0, 0), card('b', 100, 0)] }, { boxOverlaps: 0 });
      expect({ boxes: [frame('vpc', 'v', rect(0, 0, 200, 100), [card('a', 100, 60)])] }, { boxOverlaps: 0 });
    });
  });

  describe('of lines through boxes', () => {
    const three = [card('a', 0, 0), card('b', 150, 0), card('c', 300, 0)];

    it('count a line through a card that is not an end', () => {
      expect({ boxes: three, edges: [edge('a', 'c', [100, 20, 300, 20])] }, { throughResources: 1 });
    });

    it('count the edges of a bundle once where they share their line, and twice where they do not', () => {
      const shared = [edge('a', 'c', [100, 20, 300, 20]), edge('a', 'c', [100, 20, 300, 20])];
      expect({ boxes: three, edges: shared }, { throughResources: 1 });
      const apart = [edge('a', 'c', [100, 20, 300, 20]), edge('a', 'c', [100, 30, 300, 30])];
      expect({ boxes: three, edges: apart }, { throughResources: 2 });
    });

    it('do not count a line round the card or along its border', () => {
      expect({ boxes: three, edges: [edge('a', 'c', [100, 20, 120, 20, 120, 40, 300, 40])] }, { throughResources: 0 });
    });

    it('do not count the frames around an end', () => {
      const inside = frame('vpc', 'v', rect(150, 0, 200, 100), [
        frame('subnet', 's', rect(160, 20, 180, 70), [card('b', 200, 40)]),
      ]);
      expect({ boxes: [card('a', 0, 40), inside], edges: [edge('a', 'b', [100, 60, 200, 60])] }, NOTHING_CROSSED);
    });

    it('count each kind of frame for itself', () => {
      const subnet = frame('subnet', 's', rect(220, 20, 60, 60));
      const other = frame('vpc', 'v', rect(150, 0, 200, 100), [frame('zone', 'z', rect(200, 10, 100, 80), [subnet])]);
      expect(
        { boxes: [card('a', 0, 20), other, card('c', 400, 20)], edges: [edge('a', 'c', [100, 40, 400, 40])] },
        { throughVpcs: 1, throughZones: 1, throughSubnets: 1, throughResources: 0 },
      );
    });

    it('count a line through a title, and not one beside it', () => {
      const titled = frame('vpc', 'v', rect(0, 100, 300, 100), [card('b', 100, 140)], rect(0, 100, 90, 30));
      const boxes = [card('a', 0, 0), titled];
      expect({ boxes, edges: [edge('a', 'b', [50, 40, 50, 160, 100, 160])] }, { throughTitles: 1, throughVpcs: 0 });
      expect({ boxes, edges: [edge('a', 'b', [95, 40, 95, 160, 100, 160])] }, { throughTitles: 0 });
    });
  });

  describe('of lines', () => {
    it('count a crossing', () => {
      expect({ edges: [line('p', [0, 10, 100, 10]), line('q', [50, 0, 50, 20])] }, { crossings: 1 });
      expect({ edges: [line('p', [0, 0, 100, 100]), line('q', [0, 100, 100, 0])] }, { crossings: 1 });
    });

    it('do not count it where curves lie on each other', () => {
      expect({ edges: [line('p', [0, 0, 100, 1]), line('q', [0, 1, 100, 0])] }, { crossings: 0 });
    });

    it('count the crossing of two trunks once, however many edges they carry', () => {
      const trunks = ['p', 'p', 'p', 'q', 'q'].map((bundle) => line(bundle, bundle === 'p' ? [0, 10, 100, 10] : [50, 0, 50, 20]));
      expect({ edges: trunks }, { crossings: 1, onEachOther: 0 });
    });

    it('count separate lines of one bundle separately', () => {
      const edges = [line('p', [0, 10, 100, 10]), line('p', [0, 15, 100, 15]), line('q', [50, 0, 50, 20])];
      expect({ edges }, { crossings: 2 });
    });

    it('do not count the branches of a trunk, a corner at a line, and lines that pass', () => {
      const tree = [line('p', [50, 0, 50, 10, 0, 10]), line('p', [50, 0, 50, 10, 99, 10]), line('p', [50, 0, 50, 30])];
      expect({ edges: tree }, { crossings: 0, onEachOther: 0 });
      expect({ edges: [line('p', [0, 10, 100, 10]), line('q', [50, 0, 50, 10])] }, { crossings: 0 });
      expect({ edges: [line('p', [0, 10, 100, 10]), line('q', [0, 11, 100, 11])] }, { crossings: 0, onEachOther: 0 });
    });

    it('measure where lines of different bundles lie on each other', () => {
      expect({ edges: [line('p', [0, 10, 100, 10]), line('q', [160, 10, 70, 10])] }, { onEachOther: 30 });
      expect({ edges: [line('p', [0, 0, 90, 120]), line('q', [0, 0, 30, 40])] }, { onEachOther: 50 });
    });

    it('measure it once for each pair of bundles, however many edges they have', () => {
      const edges = [
        line('p', [0, 10, 100, 10]),
        line('p', [0, 10, 60, 10]),
        line('q', [40, 10, 90, 10]),
        line('q', [50, 10, 90, 10]),
      ];
      expect({ edges }, { onEachOther: 50 });
    });

    it('count right angles as bends', () => {
      expect({ edges: [line('p', [0, 0, 50, 0, 100, 0])] }, { bends: 0 });
      expect({ edges: [line('p', [0, 0, 50, 0, 50, 20, 90, 20])] }, { bends: 2 });
      expect({ edges: [line('p', [0, 0, 50, 0, 50, 20, 0, 20])] }, { bends: 2 });
    });

    it('count a curve by the angle of its turns', () => {
      expect({ edges: [line('p', curve(0, 20))] }, { bends: 0 });
      expect({ edges: [line('p', curve(0, 90))] }, { bends: 1 });
      expect({ edges: [line('p', curve(0, 180))] }, { bends: 2 });
      expect({ edges: [line('p', [...curve(0, 60), 190, 50])] }, { bends: 2 });
    });

    it('compare the length of edges with the level and upright distance of their boxes', () => {
      const boxes = [card('a', 0, 0), card('b', 200, 140)];
      expect({ boxes, edges: [edge('a', 'b', [100, 20, 150, 20, 150, 160, 200, 160])] }, { length: 240, straight: 200 });
    });

    it('leave edges without a distance out of it', () => {
      const boxes = [frame('vpc', 'v', rect(0, 0, 300, 200), [card('a', 50, 50)])];
      expect({ boxes, edges: [edge('a', 'v', [100, 90, 100, 200])] }, { length: 0, straight: 0, edges: 1 });
    });
  });

  describe('of labels', () => {
    it('count two labels that overlap, and not two that touch', () => {
      expect({ edges: [labelled('p', rect(0, 0, 40, 18)), labelled('q', rect(30, 10, 40, 18))] }, { labelsOnLabels: 1 });
      expect({ edges: [labelled('p', rect(0, 0, 40, 18)), labelled('q', rect(40, 0, 40, 18))] }, { labelsOnLabels: 0 });
    });

    it('count labels over cards and titles, and not inside of frames', () => {
      const boxes = [frame('vpc', 'v', rect(0, 0, 300, 200), [card('a', 100, 100)], rect(0, 0, 80, 30))];
      expect({ boxes, edges: [labelled('p', rect(60, 10, 40, 18)), labelled('q', rect(90, 110, 40, 18))] }, { labelsOnBoxes: 2 });
      expect({ boxes, edges: [labelled('p', rect(60, 50, 40, 18))] }, { labelsOnBoxes: 0 });
    });

    it('count labels over lines of other bundles, and not over their own', () => {
      const own = { ...line('p', [0, 9, 100, 9]), isLabelled: true, label: rect(30, 0, 40, 18) };
      expect({ edges: [own, line('p', [50, 0, 50, 90])] }, { labelsOverLines: 0 });
      expect({ edges: [own, line('q', [60, -9, 60, 90]), line('r', [50, -9, 50, 90])] }, { labelsOverLines: 1 });
    });

    it('count the bundles without any label, if they have a text', () => {
      const text = (bundle: string) => ({ ...line(bundle, [0, 0, 9, 0]), isLabelled: true });
      const edges = [text('p'), labelled('p', rect(0, 0, 40, 18)), text('q'), text('q'), line('r', [0, 0, 9, 0])];
      expect({ edges }, { labels: 1, labelsMissing: 1 });
    });
  });

  it('count edges that are not drawn', () => {
    expect({ edges: [line('p', []), line('q', [0, 0, 9, 0])] }, { edges: 1, edgesMissing: 1, crossings: 0 });
  });

  it('measure the size of all that is drawn, and the area of the cards', () => {
    const boxes = [frame('vpc', 'v', rect(-10, 0, 200, 100), [card('a', 20, 20)])];
    const edges = [{ ...line('p', [0, 0, 0, 150]), label: rect(180, 0, 40, 18) }];
    expect({ boxes, edges }, { width: 230, height: 150, cardArea: 4000 });
  });

  it('are all zero for a diagram without anything', () => {
    assert.deepEqual([...new Set(Object.values(measure(drawing({}))))], [0]);
  });
});

const NOTHING_CROSSED = { throughResources: 0, throughSubnets: 0, throughVpcs: 0, throughZones: 0, throughTitles: 0 };

function expect(parts: Partial<Drawing>, expected: Partial<Figures>): void {
  const measured = Object.entries(measure(drawing(parts))).filter(([name]) => name in expected);
  assert.deepEqual(Object.fromEntries(measured), expected);
}

function drawing({ boxes = [], edges = [] }: Partial<Drawing>): Drawing {
  return { boxes, edges };
}

function rect(x: number, y: number, width: number, height: number): Rect {
  return { x, y, width, height };
}

/** 100 × 40 pixels. */
function card(id: string, x: number, y: number): DrawnBox {
  return { id, part: 'resource', ...rect(x, y, 100, 40), children: [] };
}

function frame(part: DrawnBox['part'], id: string, place: Rect, children: readonly DrawnBox[] = [], title?: Rect): DrawnBox {
  return { id, part, ...place, children, ...(title && { title }) };
}

/** `x, y, x, y, …` */
function edge(from: string, to: string, coordinates: readonly number[]): DrawnEdge {
  return { ...line(`from ${from}`, coordinates), from, to };
}

/** An edge of which only the line matters. */
function line(bundle: string, coordinates: readonly number[]): DrawnEdge {
  const points = coordinates.flatMap((x, index): Point[] => (index % 2 === 0 ? [{ x, y: coordinates[index + 1] ?? 0 }] : []));
  return { from: '', to: '', bundle, labelKey: bundle, isLabelled: false, points };
}

/** An edge of which only the label matters. */
function labelled(bundle: string, label: Rect): DrawnEdge {
  return { ...line(bundle, []), isLabelled: true, label };
}

/** Part of a circle with a radius of 100 pixels, from one angle to another: a heading to the right turns downwards. */
function curve(from: number, to: number): readonly number[] {
  const steps = Array.from({ length: 19 }, (_, index) => ((from + ((to - from) * index) / 18) * Math.PI) / 180);
  return steps.flatMap((angle) => [100 * Math.sin(angle), 100 - 100 * Math.cos(angle)]);
}
