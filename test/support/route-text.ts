// Route tables of a network → lines that read like the language: `0.0.0.0/0 -> main`, with its origin unless it is static.
import { formatPrefix } from '#language/network/address.ts';
import type { TransitGateway } from '#language/network/connectors.ts';
import { entityId, shortName } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import type { Route, RouteTable } from '#language/network/route-table.ts';

/** The routes of a table in their order: of a subnet, of a gateway with a table of its own, or of a table that the text names. */
export function routesOf(network: Network, name: string): readonly string[] {
  return tableOf(network, name).routes.map(routeText);
}

/** The table of a resource, or the one that bears the name. */
export function tableOf(network: Network, name: string): RouteTable {
  const resource = network.byId.get(entityId(name));
  if (resource?.kind === 'route-table') return resource;
  if (resource !== undefined && 'routeTable' in resource && resource.routeTable !== undefined) return resource.routeTable;
  throw new Error(`${name} has no route table.`);
}

function routeText({ destination, target, origin }: Route): string {
  const to =
    target.kind === 'local' ? 'local' : target.kind === 'missing' ? `missing ${target.text}` : `${target.kind} ${target.id}`;
  const isPlain = origin === 'static' || target.kind === 'local';
  return `${formatPrefix(destination)} -> ${to}${isPlain ? '' : ` (${origin})`}`;
}

/** The tables of a transit gateway, each with its name and its routes. */
export function transitRoutesOf({ attachments, routeTables }: TransitGateway): Readonly<Record<string, readonly string[]>> {
  const names = new Map(attachments.map(({ id, resource }) => [id, shortName(resource)]));
  return Object.fromEntries(
    routeTables.map((table) => [
      table.name,
      table.routes.map(({ destination, target, origin }) => {
        const to = target.kind === 'blackhole' ? 'blackhole' : names.get(target.attachment);
        return `${formatPrefix(destination)} -> ${to}${origin === 'static' ? '' : ` (${origin})`}`;
      }),
    ]),
  );
}
