// Fleets: equal machines, of which AWS chooses the addresses.
import type * as ast from '#language/ast/generated/ast.ts';
import { MOST_MEMBERS } from '#language/aws/limits.ts';
import type { AddressesPart, WorkloadPart } from '#language/network/build/parts.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Aspect } from '#language/network/source.ts';
import type { Reading } from './reading.ts';

/** A short text can count to millions, and each member has an interface of its own. */
const MOST_IN_ALL = 10_000;

/** How many members a fleet has. Reports lines that only a fleet can have, or that it cannot have. */
export function membersOf(reading: Reading, node: ast.Workload, id: EntityId): Pick<WorkloadPart, 'count'> {
  const line = node.properties.find((property) => property.$type === 'CountProperty');
  const count = line?.count;
  const report = (message: string, aspect?: Aspect): void => reading.report('fleet-line', 'error', id, message, aspect);
  if (node.kind !== 'fleet') {
    if (line !== undefined) report(`Only a fleet has a count: remove the line, or make ${node.name} a fleet.`, { of: 'count' });
    return {};
  }
  const word = foreignWord(node);
  if (word !== undefined)
    report(`The members of a fleet are equal, so ${node.name} cannot have ${word}: remove it, or declare instances.`);
  if (count === undefined) return {};
  if (count >= 1 && count <= MOST_MEMBERS) {
    if (reading.addMembers(count) <= MOST_IN_ALL) return { count };
    report(`The fleets of a file have ${MOST_IN_ALL} members at most: write smaller counts, or split the file.`, { of: 'count' });
    return {};
  }
  report(`A fleet has 1 to ${MOST_MEMBERS} members, not ${count}.`, { of: 'count' });
  return {};
}

/** The addresses of each member: AWS chooses them, and with a line `public-ip` a public one, too. */
export function memberAddresses({ properties }: ast.Workload): AddressesPart {
  const isPublic = properties.some(({ $type }) => $type === 'PublicIpProperty');
  return { privateAddresses: [], publicAddresses: isPublic ? ['assigned'] : [] };
}

/** What the fleet has and only a single machine can have. */
function foreignWord({ addresses, interfaces, properties }: ast.Workload): string | undefined {
  if (addresses.length > 0) return 'addresses of its own';
  if (interfaces.length > 0) return 'further interfaces';
  const words = properties.map((property) =>
    property.$type === 'PublicIpProperty'
      ? property.addresses.length > 0 && 'a public address of its own'
      : FOREIGN.get(property.$type),
  );
  return words.find((word) => typeof word === 'string') || undefined;
}

const FOREIGN: ReadonlyMap<ast.WorkloadProperty['$type'], string> = new Map([
  ['ElasticIpProperty', 'an Elastic IP address'],
  ['NodeProperty', 'a node'],
  ['EngineProperty', 'an engine'],
  ['SourceDestCheckProperty', 'a line "source-dest-check"'],
  ['ExternalSnatProperty', 'a line "external-snat"'],
  ['ExcludeSnatProperty', 'a line "exclude-snat"'],
]);
