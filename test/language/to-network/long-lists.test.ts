// Long lists of blocks that many lines use are read in part, and say so; what was left out is unknown.
import assert from 'node:assert/strict';
import type { Finding } from '#language/network/finding.ts';
import type { Network } from '#language/network/network.ts';
import { core, withDocument } from '#test/support/services.ts';

function compiledFrom(text: string): Promise<{ readonly network: Network; readonly findings: readonly Finding[] }> {
  return withDocument(text, (document) => core.netarch.netarch.Compiler.compile(document), { validation: false });
}

const blocks = (count: number, second: number): string =>
  Array.from({ length: count }, (_, index) => `${second}.${index >> 8}.${index & 255}.0/24`).join(', ');

const tables = (count: number, line: string): string =>
  Array.from({ length: count }, (_, index) => `  route-table t${index} { ${line} }`).join('\n');

describe('long lists of blocks', () => {
  it('are read as a whole where few lines use them', async () => {
    const { network, findings } = await compiledFrom(`
prefix-list long ${blocks(1000, 52)}
vpc v 10.0.0.0/16 {
  igw main
  subnet s 10.0.0.0/24 { route long -> main }
}`);
    assert.equal(network.prefixLists[0]?.prefixes.length, 1000);
    assert.ok(!findings.some(({ code }) => code === 'list-too-long'));
  });

  it('are read in part where a thousand tables use a thousand blocks', async () => {
    const { network, findings } = await compiledFrom(`
prefix-list long ${blocks(1000, 52)}
vpc v 10.0.0.0/16 {
  igw main
  subnet s 10.0.0.0/24 { route-table t0  instance a { public-ip } }
${tables(1000, 'route long -> main')}
}
host early 52.0.0.9
host late 52.3.0.9
expect a reaches early on tcp 443
expect a reaches late on tcp 443
expect a never reaches late
`);
    const [list] = network.prefixLists;
    assert.equal(list?.prefixes.length, 100);
    const total = network.routeTables.reduce((sum, { routes }) => sum + routes.length, 0);
    assert.ok(total < 110_000, `${total} routes`);
    assert.deepEqual(
      findings.filter(({ severity }) => severity !== 'info').map(({ code, message }) => `${code}: ${message}`),
      [
        'list-too-long: About 1000 lines use the 1000 blocks of long, which is too much: only the first 100 blocks are read, and what depends on the others is unknown. Write fewer and larger blocks, or name it in fewer lines.',
        'expect-unknown: Whether this holds is unknown (a → s → main → late): The blocks of long are not all known: only 100 of its 1000 blocks are read, because about 1000 lines use them.',
        'expect-unknown: Whether this holds is unknown (a → s → main → late): The blocks of long are not all known: only 100 of its 1000 blocks are read, because about 1000 lines use them.',
      ],
    );
  });

  it('counts the tables that learn the blocks of a site', async () => {
    const { network } = await compiledFrom(`
network office ${blocks(1000, 172)}
vpc v 10.0.0.0/16 {
${tables(1000, 'propagate line')}
}
vpn line { vpc v  remote office }
`);
    assert.equal(network.outside.find(({ name }) => name === 'office')?.prefixes.length, 99);
  });

  it('counts the tables of a VPC', async () => {
    const { network } = await compiledFrom(`vpc v ${blocks(1000, 10)} {\n${tables(1000, '')}\n}`);
    assert.equal(network.vpcs[0]?.prefixes.length, 100);
  });
});

describe('fleets', () => {
  it('have a limited number of members in all', async () => {
    const fleets = Array.from({ length: 30 }, (_, index) => `  fleet f${index} { subnets s  count 500 }`).join('\n');
    const { network, findings } = await compiledFrom(`vpc v 10.0.0.0/16 {\n  subnet s 10.0.0.0/17\n${fleets}\n}`);
    assert.equal(network.interfaces.length, 20 * 500 + 10);
    assert.deepEqual(
      [...new Set(findings.filter(({ code }) => code === 'fleet-line').map(({ message }) => message))],
      ['The fleets of a file have 10000 members at most: write smaller counts, or split the file.'],
    );
  });
});
