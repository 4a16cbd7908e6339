// Layouts of far more than anyone draws: they end, and the pictures are sound. A long run, which `npm run test:quick` leaves out.
import assert from 'node:assert/strict';
import { type Diagram, EDGE_ROLES } from '#language/view/graph/diagram.ts';
import { LayoutCache } from '#language/view/layout/frame/cache.ts';
import { layout } from '#language/view/layout/layout.ts';
import { boxOf, diagramWith, edgeOf, idsOf } from '#test/support/hand-made.ts';
import { checkSound } from '#test/support/sound-picture.ts';

const MANY = 10_000;

describe('the layout of a huge diagram', () => {
  it('is sound for 10,000 instances in one subnet', () => {
    checkSound(newLayout(diagramWith([boxOf('vpc', 'vpc', [boxOf('subnet', 'net', instances(MANY, 'web'))])])));
  });

  it('is sound for 10,000 instances in 1,000 subnets of four zones', () => {
    const nets = (zone: string) => idsOf(250, `${zone} net`).map((net) => boxOf('subnet', net, instances(10, `${net} web`)));
    checkSound(
      newLayout(
        diagramWith([
          boxOf(
            'vpc',
            'vpc',
            idsOf(4, 'zone').map((zone) => boxOf('zone', zone, nets(zone))),
          ),
        ]),
      ),
    );
  });

  it('is sound for 10,000 instances in 1,000 VPCs, with a line from each VPC to the internet', () => {
    const vpcs = idsOf(1000, 'vpc').map((vpc) =>
      boxOf('vpc', vpc, [boxOf('igw', `${vpc} gate`), boxOf('subnet', `${vpc} net`, instances(10, `${vpc} web`))]),
    );
    const edges = vpcs.map(({ id }) => edgeOf(`${id} gate`, 'internet'));
    checkSound(newLayout(diagramWith([boxOf('internet', 'internet'), ...vpcs], edges)));
  });

  it('draws or counts 10,000 lines between few boxes', () => {
    const nets = idsOf(4, 'net').map((net) => boxOf('subnet', net, instances(3, `${net} web`)));
    const ids = nets.flatMap(({ children }) => children.map(({ id }) => id));
    const edges = Array.from({ length: MANY }, (_, index) => {
      const [from = '', to = ''] = [ids[index % 12], ids[(index * 7 + Math.floor(index / 12) + 1) % 12]];
      const role = EDGE_ROLES[index % 4] ?? 'egress';
      return edgeOf(from, to, { id: `edge ${index}`, role, ...(index % 5 === 0 && { label: `tcp ${index}`, step: index }) });
    });
    const placed = newLayout(diagramWith([boxOf('vpc', 'vpc', nets)], edges));
    const leftOut = [...placed.leftOut.values()].reduce((sum, count) => sum + count, 0);
    assert.equal(placed.edges.length + leftOut, MANY);
    assert.ok(placed.edges.length > 0);
  });
});

function newLayout(diagram: Diagram): ReturnType<typeof layout> {
  return layout(diagram, { cache: new LayoutCache() });
}

function instances(count: number, name: string): readonly ReturnType<typeof boxOf>[] {
  return idsOf(count, name).map((id) => boxOf('instance', id));
}
