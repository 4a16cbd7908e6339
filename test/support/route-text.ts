// Prints route tables in the syntax of the language: `0.0.0.0/0 -> main`, with the origin of routes that the text does not declare.
import { formatPrefix } from '#language/network/address.ts';
import type { TransitGateway } from '#language/network/connectors.ts';
import { entityId, shortName } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { isLinked, type Route, type RouteTable } from '#language/network/route-table.ts';

/** The routes of a route table in order. `name` is that of the table, or of a subnet or gateway with its own table. */
export function routesOf(network: Network, name: string): readonly string[] {
  return tableOf(network, name).routes.map(routeText);
}

/** The route table with this name, or the one of the resource with this name. */
export function tableOf(network: Network, name: string): RouteTable {
  const resource = network.byId.get(entityId(name));
  if (resource?.kind === 'route-table') return resource;
  if (resource !== undefined && 'routeTable' in resource && resource.routeTable !== undefined) return resource.routeTable;
  throw new Error(`${name} has no route table.`);
}

function routeText({ destination, target, origin }: Route): string {
  const name = isLinked(target) ? ` ${target.id}` : target.kind === 'missing' ? ` ${target.text}` : '';
  const to = `${target.kind}${name}`;
  const isPlain = origin === 'static' || target.kind === 'local';
  return `${formatPrefix(destination)} -> ${to}${isPlain ? '' : ` (${origin})`}`;
}

/** The route tables of a transit gateway: routes by the name of the table. */
export function transitRoutesOf({ attachments, routeTables }: TransitGateway): Readonly<Record<string, readonly string[]>> {
  const names = new Map(attachments.map(({ id, resource }) => [id, shortName(resource)]));
  return Object.fromEntries(
    routeTables.map((table) => [
      table.name,
      table.routes.map(({ destination, target, origin }) => {
        const to = target.kind === 'attachment' ? names.get(target.attachment) : target.kind;
        return `${formatPrefix(destination)} -> ${to}${origin === 'static' ? '' : ` (${origin})`}`;
      }),
    ]),
  );
}
