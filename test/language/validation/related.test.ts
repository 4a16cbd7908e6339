// Findings about two places have related locations.
import assert from 'node:assert/strict';
import { diagnosticsOf } from '#test/support/check-diagnostics.ts';

async function relatedOf(code: string, text: string): Promise<readonly string[]> {
  const seen = await diagnosticsOf(text);
  const found = seen.find((one) => one.code === code);
  assert.ok(found, `${code} was not reported, only ${seen.map((one) => one.code).join(', ')}`);
  return found.related;
}

describe('related locations', () => {
  it('of an overlap: the other block', async () => {
    const text = `
vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24
  subnet b 10.0.1.0/25
}`;
    assert.deepEqual(await relatedOf('subnet-overlap', text), ['10.0.1.0/24']);
  });

  it('of a workload in a public subnet: the route that makes it public', async () => {
    const text = `
vpc v 10.0.0.0/16 {
  igw main
  subnet a 10.0.1.0/24 {
    route 0.0.0.0/0 -> main
    node worker-1
  }
}`;
    assert.deepEqual(await relatedOf('workload-in-public-subnet', text), ['route 0.0.0.0/0 -> main']);
  });

  it('of a flow: all blockers, in both directions', async () => {
    const text = `
vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24 { network-acl tight  node worker-1 { security-groups nodes } }
  subnet b 10.0.2.0/24 { database orders { engine postgres  security-groups data } }
  security-group nodes { egress tcp 443 to any }
  security-group data  { ingress tcp 3306 from nodes }
  network-acl tight {
    inbound  100 deny tcp 1024-65535 from any
    outbound 100 allow all to any
  }
}
flow query { worker-1 -> orders tcp 5432 }`;
    assert.deepEqual(await relatedOf('sg-blocks-flow', text), [
      'egress tcp 443 to any',
      'ingress tcp 3306 from nodes',
      'inbound  100 deny tcp 1024-65535 from any',
    ]);
  });

  it('of a failed never-reaches expectation: the rules that allow the packet', async () => {
    const text = `
vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24 { node worker-1 { security-groups nodes } }
  subnet b 10.0.2.0/24 { database orders { engine postgres  security-groups data } }
  security-group nodes
  security-group data { ingress tcp 5432 from nodes }
}
expect worker-1 never reaches orders on tcp 5432`;
    assert.deepEqual(await relatedOf('expect-failed', text), ['ingress tcp 5432 from nodes']);
  });
});
