// Measures the engine for a number of VPCs: traces, full reach, expectations after an edit. Prints JSON. Each number has its own process, so
// that memory is measured for it alone.
import { EmptyFileSystem, URI } from 'langium';
import { entityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { type ConnectionEnd, connectionEndsOf } from '#language/trace/connection-end.ts';
import type { Query } from '#language/trace/query.ts';
import { reach } from '#language/trace/reach/reach.ts';
import { trace } from '#language/trace/trace.ts';
import { judge } from '#language/validation/expect.ts';
import { createNetarchServices } from '#language/workspace.ts';
import { repeatedClaims, repeatedVpc } from './repeated-vpc.ts';

/** The measurements. Times are in milliseconds. */
export interface EngineTimes {
  readonly vpcs: number;
  /** By kind of connection, forward and return; on one core. */
  readonly tracesPerSecond: Readonly<Record<string, number>>;
  readonly reach: readonly number[];
  readonly reachClasses: number;
  /** Resident memory of the whole process after the first `reach`, with the parsed text, in MB. */
  readonly megabytes: number;
  /** The same before the first `reach`. */
  readonly megabytesBefore: number;
  readonly claims: number;
  /** Times to check all expectations of a new network, after one rule is edited. */
  readonly judged: readonly number[];
}

const ROUNDS = 5;
const TRACING = 1000;

async function main(): Promise<void> {
  const vpcs = Number(process.argv[2]);
  const text = `${repeatedVpc(vpcs)}\n${repeatedClaims(vpcs)}\nhost hub 52.85.123.45\n`;
  const first = await networkOf(text);
  const before = process.memoryUsage().rss / 2 ** 20;
  const classes = reach(first);
  const megabytes = process.memoryUsage().rss / 2 ** 20;
  const times = Array.from({ length: ROUNDS }, () => timeOf(() => reach({ ...first })));
  const asked = questions(first, vpcs);
  // VPC by VPC, in the order of the file.
  const mixed = Array.from({ length: vpcs }, (_, index) =>
    Object.values(asked).flatMap((queries) => queries[index] ?? []),
  ).flat();
  const tracesPerSecond = Object.fromEntries(
    [['mixed', mixed] as const, ...Object.entries(asked)].map(([name, queries]) => [name, speedOf(first, queries)]),
  );
  const judged: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const edited = await networkOf(text.replace('ingress tcp 5432 from nodes', `ingress tcp ${5433 + round} from nodes`));
    judged.push(timeOf(() => edited.expectations.every((expectation) => judge(edited, expectation).holds)));
  }
  const measured: EngineTimes = {
    vpcs,
    tracesPerSecond,
    reach: times,
    reachClasses: classes.length,
    megabytes,
    megabytesBefore: before,
    claims: first.expectations.length,
    judged: judged.slice(1),
  };
  process.stdout.write(`${JSON.stringify(measured)}\n`);
}

function timeOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

async function networkOf(text: string): Promise<Network> {
  const { shared, netarch } = createNetarchServices(EmptyFileSystem);
  const document = shared.workspace.LangiumDocumentFactory.fromString(text, URI.parse('file:///bench/repeated.netarch'));
  shared.workspace.LangiumDocuments.addDocument(document);
  await shared.workspace.DocumentBuilder.build([document], { validation: false });
  return netarch.netarch.Compiler.compile(document).network;
}

/** The connections of a shop: out through the NAT gateway, to the database, in through the load balancer, and one that is dropped. */
function questions(network: Network, vpcs: number): Readonly<Record<string, readonly Query[]>> {
  const end = (name: string): ConnectionEnd => {
    const [found] = connectionEndsOf(network, { kind: 'entity', id: entityId(name), text: name });
    if (found === undefined) throw new Error(`${name} has no address.`);
    return found;
  };
  const each = (make: (shop: string) => Query): readonly Query[] =>
    Array.from({ length: vpcs }, (_, index) => make(`shop-${index}`));
  const [internet, hub] = [end('internet'), end('hub')];
  return {
    'instance → internet': each((shop) => ({ from: end(`${shop}.worker-a1`), to: hub, protocol: 'tcp', port: 443 })),
    'instance → database': each((shop) => ({
      from: end(`${shop}.worker-b1`),
      to: end(`${shop}.orders`),
      protocol: 'tcp',
      port: 5432,
    })),
    'internet → load balancer': each((shop) => ({ from: internet, to: end(`${shop}.shop`), protocol: 'tcp', port: 443 })),
    'instance → instance, dropped': each((shop) => ({
      from: end(`${shop}.worker-a1`),
      to: end(`${shop}.worker-b2`),
      protocol: 'tcp',
      port: 22,
    })),
  };
}

function speedOf(network: Network, asked: readonly Query[]): number {
  for (const query of asked) trace(network, query);
  let count = 0;
  const start = performance.now();
  while (performance.now() - start < TRACING) {
    for (const query of asked) trace(network, query);
    count += asked.length;
  }
  return (count * 1000) / (performance.now() - start);
}

await main();
