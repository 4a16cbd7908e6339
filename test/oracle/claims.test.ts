// What `expect` says about all packets, against a simulator that tries some of them.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Address, sameAddress } from '#language/network/address.ts';
import type { Expectation } from '#language/network/claim.ts';
import type { Network } from '#language/network/network.ts';
import { formatTraffic } from '#language/network/traffic.ts';
import { connectionEndsOf, outsideAt } from '#language/trace/connection-end.ts';
import type { Query } from '#language/trace/query.ts';
import type { Trace } from '#language/trace/result.ts';
import { judge } from '#language/validation/expect.ts';
import { claimsFor, packetsOf, type Witness, witness } from './claims.ts';
import { questionText } from './questions.ts';
import { randomNetwork } from './random-network.ts';
import { read } from './read.ts';
import { NETWORKS, Tally } from './tally.ts';

const CLAIMS = 6;
const PACKETS = 12;

describe('expect and the simulator', () => {
  it('agree: no packet refutes a claim that holds, and every counterexample does refute its claim', async function () {
    const tally = new Tally();
    await fc.assert(
      fc.asyncProperty(randomNetwork, async ({ text, packets }) => {
        const network = await read(text);
        tally.network();
        for (const claim of claimsFor(network, packets, CLAIMS)) {
          const wrong = contradiction(network, claim, packets, tally);
          assert.ok(wrong === undefined, `\n${claimText(claim)}\n${wrong}\n${text}`);
        }
      }),
      { numRuns: NETWORKS },
    );
    tally.show(this);
  });
});

function claimText({ text, traffic }: Expectation): string {
  return `${text} on ${traffic.map(formatTraffic).join(', ') || 'anything'}`;
}

function contradiction(network: Network, claim: Expectation, seed: number, tally: Tally): string | undefined {
  const { holds, counterexample, why } = judge(network, claim);
  if (holds) {
    tally.count('claims hold');
    const found = againstHolding(network, claim, seed, tally);
    return found && `holds: ${why}\nbut // packet: ${questionText(found.asked)} ${found.works ? 'arrives' : 'does not arrive'}`;
  }
  if (counterexample === undefined) return undefined;
  const query = queryOf(network, claim, counterexample);
  if (query === undefined) return `fails: ${why}\nbut no sender has the packet that refutes it`;
  // What refutes it is one that must not arrive and does, or one that must and does not.
  const forbidden = witness(network, query, 'any');
  const wanted = witness(network, query, 'all');
  const refutes = (claim.claim !== 'reaches' && forbidden.works) || (claim.claim !== 'never-reaches' && !wanted.works);
  if (forbidden.open || wanted.open) tally.count('counterexamples open');
  else if (!refutes) return `fails: ${why}\nbut // packet: ${questionText(wanted.asked)} says nothing against it`;
  else tally.count('counterexamples confirmed');
  return undefined;
}

/** A packet that must arrive and does not, or the other way round. Unnamed traffic may arrive in any one way. */
function againstHolding(network: Network, claim: Expectation, seed: number, tally: Tally): Witness | undefined {
  const tries: readonly (readonly [must: boolean, queries: readonly Query[]])[] = [
    [true, claim.claim === 'never-reaches' || claim.traffic.length === 0 ? [] : packetsOf(network, claim, true, seed, PACKETS)],
    [false, claim.claim === 'reaches' ? [] : packetsOf(network, claim, false, seed, PACKETS)],
  ];
  for (const [must, queries] of tries) {
    for (const query of queries) {
      const found = witness(network, query, must ? 'all' : 'any');
      tally.count(found.open ? 'packets open' : 'packets tried');
      if (!found.open && found.works !== must) return found;
    }
  }
  return undefined;
}

/** The question whose answer the trace is. */
function queryOf(network: Network, { from, to }: Expectation, { packet, to: reached }: Trace): Query | undefined {
  const sender =
    connectionEndsOf(network, from).find(({ address }) => sameAddress(address, packet.source)) ??
    outsideAt(network, packet.source);
  const named = connectionEndsOf(network, to).filter(
    ({ id, address: { family } }) => id === reached && family === packet.source.family,
  );
  const isMeant = (address: Address | undefined): boolean => address !== undefined && sameAddress(address, packet.destination);
  // A name may lead to an endpoint in place of what it means outside.
  const outside = network.outside.some(({ id }) => id === reached) ? outsideAt(network, packet.destination) : undefined;
  const receiver = named.find((end) => isMeant(end.address) || isMeant(end.public)) ?? outside ?? named[0];
  return (
    receiver && {
      from: sender,
      to: receiver,
      protocol: packet.protocol,
      ...(packet.destinationPort && { port: packet.destinationPort.number }),
      ...(packet.icmpType !== undefined && { icmpType: packet.icmpType }),
      ...(packet.icmpCode !== undefined && { icmpCode: packet.icmpCode }),
    }
  );
}
