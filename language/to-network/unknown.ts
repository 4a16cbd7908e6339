// `unknown "why"` in the text → the value of the model.
import type * as ast from '#language/ast/generated/ast.ts';
import { unquote } from '#language/ast/values.ts';
import type { SecurityGroupPart } from '#language/network/build/parts.ts';
import type { SecurityGroupRule } from '#language/network/filters.ts';
import { type EntityId, partId } from '#language/network/id.ts';
import type { Unknown } from '#language/network/unknown.ts';
import type { Reading } from './reading.ts';

/** What the node says. */
export function unknownFrom({ reason }: Pick<ast.Unknown, 'reason'>): Unknown {
  return reason === undefined ? {} : { reason: unquote(reason) };
}

/** The first `unknown` of a list, as a field of the resource: spread it. Without one, the list is complete. */
export function unknownIn({ unknowns: [first] }: { readonly unknowns: readonly Pick<ast.Unknown, 'reason'>[] }): {
  readonly unknown?: Unknown;
} {
  return first === undefined ? {} : { unknown: unknownFrom(first) };
}

/** The `unknown` in the lines `subnets …` of a resource, as above. */
export function unknownSubnetsIn(properties: readonly { readonly $type: string }[]): { readonly unknownSubnets?: Unknown } {
  const [first] = properties.flatMap((property) => (isSubnets(property) ? property.unknowns : []));
  return first === undefined ? {} : { unknownSubnets: unknownFrom(first) };
}

function isSubnets(property: { readonly $type: string }): property is ast.SubnetsProperty {
  return property.$type === 'SubnetsProperty';
}

/** The rules of a group of which only the existence is known: they may allow everything. `line` states the group. */
export function unknownRules(
  reading: Reading,
  group: EntityId,
  line: ast.SecurityGroup | ast.Unknown,
  why: Unknown,
): readonly SecurityGroupRule[] {
  return (['ingress', 'egress'] as const).map((direction) => {
    const id = partId(group, `${direction}-unknown`, 1);
    reading.locate(id, line);
    return {
      id,
      direction,
      traffic: { protocol: 'all', ports: [] },
      peer: { kind: 'prefixes', prefixes: [], text: 'unknown', unknown: why },
      isDefault: false,
    };
  });
}

/** A group of `security-groups unknown`. */
export function unnamedGroup(reading: Reading, id: EntityId, node: ast.Unknown): SecurityGroupPart {
  const rules = unknownRules(reading, id, node, unknownFrom(node));
  return { kind: 'security-group', id, name: 'unknown', external: 'unnamed', defaultEgress: false, rules };
}
