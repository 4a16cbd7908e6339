// Random networks, with their flows and views: each picture is sound. A long run, which `npm run test:quick` leaves out.
import fc from 'fast-check';
import { layout } from '#language/view/layout/layout.ts';
import { runs } from '#test/support/chance.ts';
import { diagramFrom, type Wanted } from '#test/support/draw-text.ts';
import { networkText } from '#test/support/random-network.ts';
import { checkSound } from '#test/support/sound-picture.ts';

describe('the layout of random networks', () => {
  const checkAll = (wanted: Wanted, views = '', networks = 60) =>
    fc.assert(
      fc.asyncProperty(networkText, async (text) => checkSound(layout(await diagramFrom(`${text}\n${views}`, wanted)))),
      { numRuns: runs(networks) },
    );

  it('is sound', () => checkAll({}, '', 250));
  it('is sound with internal traffic', () => checkAll({ internal: true }));
  it('is sound without resources', () => checkAll({ view: 'v' }, 'view v { depth subnets }'));
  it('is sound with VPCs alone', () => checkAll({ view: 'v' }, 'view v { depth vpcs }'));

  it('is sound with a flow', async () => {
    const withFlow = networkText.filter((text) => text.includes('flow traffic'));
    await fc.assert(
      fc.asyncProperty(withFlow, async (text) => checkSound(layout(await diagramFrom(text, { flow: 'traffic' })))),
      { numRuns: runs(120) },
    );
  });
});
