// Whether a subnet is public or private by its routes.
import assert from 'node:assert/strict';
import { exposureOf, isPublic } from '#language/network/exposure.ts';
import { networkOf } from '#test/support/trace-text.ts';

const TEXT = `
vpc shop 10.0.0.0/16 {
  igw gate
  egress-igw valve
  private subnet called-private 10.0.0.0/24 { route 0.0.0.0/0 -> gate  nat exit { elastic-ip 203.0.113.10 } }
  public subnet called-public 10.0.1.0/24 { route 0.0.0.0/0 -> exit }
  subnet narrow 10.0.2.0/24 { route 198.51.100.0/24 -> gate }
  subnet six 2600:1f18::/64 { route ::/0 -> valve }
  subnet alone 10.0.3.0/24
}`;

describe('exposure', () => {
  it('follows from a route to an internet gateway, even if the file declares the subnet as private', async () => {
    const { subnets } = await networkOf(TEXT);
    assert.deepEqual(
      subnets.map((subnet) => [subnet.name, exposureOf(subnet).kind]),
      [
        ['called-private', 'public'],
        ['called-public', 'private'],
        ['narrow', 'public'],
        ['six', 'private'],
        ['alone', 'private'],
      ],
    );
  });

  it('names the route that makes a subnet public', async () => {
    const { subnets } = await networkOf(TEXT);
    const narrow = subnets.find(({ name }) => name === 'narrow');
    assert.ok(narrow !== undefined && isPublic(narrow));
    const exposure = exposureOf(narrow);
    assert.equal(exposure.kind === 'public' && exposure.route.destination.length, 24);
  });
});
