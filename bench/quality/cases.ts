// The diagrams that are measured, in groups.
import fc from 'fast-check';
import { settleClaims } from '#language/validation/claims.ts';
import type { Diagram } from '#language/view/graph/diagram.ts';
import { graphOf, type NetworkSubject } from '#language/view/subject.ts';
import { networkText } from '#test/support/random-network.ts';
import { networkOf } from '#test/support/trace-text.ts';
import { exampleNamed, exampleNames } from '../example-diagrams.ts';
import { repeatedVpc } from '../repeated-vpc.ts';

/** One diagram. */
export interface Case {
  /** A column of the table. */
  readonly group: string;
  /** Unique over all groups. */
  readonly name: string;
  readonly diagram: Diagram;
}

/** All diagrams, in the order of their groups. They are the same in every run. */
export async function allCases(): Promise<readonly Case[]> {
  const examples = await Promise.all(exampleNames().map(exampleCases));
  const counts = await Promise.all([1, 10, 50].map(repeatedCase));
  const texts = fc.sample(networkText, { seed: SEED, numRuns: RANDOM });
  const random = await Promise.all(texts.map(randomCase));
  return [...examples.map(([whole]) => whole), ...examples.flatMap(([, ...parts]) => parts), ...counts, ...random];
}

const SEED = 20261122;
const RANDOM = 30;

/** The whole network; then its views and flows. */
async function exampleCases(name: string): Promise<readonly [Case, ...Case[]]> {
  const { diagram, parts } = await exampleNamed(name);
  return [
    { group: 'examples', name, diagram },
    ...parts.map((part) => ({
      group: 'views and flows',
      name: `${name}, ${part.kind} ${part.name}`,
      diagram: part.diagram,
    })),
  ];
}

async function repeatedCase(count: number): Promise<Case> {
  const name = `${count} ${count === 1 ? 'VPC' : 'VPCs'}`;
  const network = await networkOf(repeatedVpc(count));
  return { group: name, name, diagram: graphOf(network, { kind: 'network' }) };
}

/** The whole network with its flow, if it has one. */
async function randomCase(text: string, index: number): Promise<Case> {
  const network = await networkOf(text);
  const { flows } = settleClaims(network);
  const [flow] = network.flows;
  const subject: NetworkSubject = { kind: 'network', flows, ...(flow && { flow: flow.id }) };
  return { group: 'random networks', name: `random ${index + 1}`, diagram: graphOf(network, subject) };
}
