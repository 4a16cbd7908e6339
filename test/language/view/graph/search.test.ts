// Which boxes a search finds.
import assert from 'node:assert/strict';
import { found } from '#language/view/graph/search.ts';
import { networkOf } from '#test/support/trace-text.ts';

const TEXT = `
  host registry 52.85.123.45 "registry-1.docker.io"
  vpc shop 10.0.0.0/16 "Shop" {
    igw main
    public subnet edge 10.0.0.0/24 {
      az us-east-1a
      route 0.0.0.0/0 -> main
      nat out 10.0.0.220 { elastic-ip 203.0.113.10 }
    }
    private subnet back 10.0.1.0/24 {
      az us-east-1a
      route 0.0.0.0/0 -> out
      instance web-1 10.0.1.10 { security-groups open }
      database orders { engine postgres  security-groups open }
    }
    security-group open
  }`;

describe('a search', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['web', ['shop.web-1']],
    ['WEB-1', ['shop.web-1']],
    ['docker.io', ['registry']],
    ['10.0.1.10', ['shop.web-1']],
    ['203.0.113', ['shop.out']],
    ['nat gateway', ['shop.out']],
    ['postgres', ['shop.orders']],
    ['Availability Zone', ['zone:shop/us-east-1a']],
    ['instance 10.0.1', ['shop.web-1']],
    ['resolver', []],
    ['no such thing', []],
    ['   ', []],
    ['', []],
    ['.*', []],
  ];
  for (const [text, ids] of cases) {
    it(`for ${JSON.stringify(text)} finds ${ids.join(', ') || 'nothing'}`, async () => {
      assert.deepEqual(
        found(await networkOf(TEXT), text).map(({ id }) => id),
        ids,
      );
    });
  }

  it('says what is around each box, innermost first', async () => {
    assert.deepEqual(found(await networkOf(TEXT), 'web-1')[0]?.around, ['shop.back', 'zone:shop/us-east-1a', 'shop']);
  });
});
