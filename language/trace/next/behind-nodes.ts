// Behind the nodes of a load balancer that is called over PrivateLink: the connections of whichever node is called.
import type { Interface } from '#language/network/interface.ts';
import type { Network } from '#language/network/network.ts';
import type { Choice } from '#language/trace/choices.ts';
import type { SourcePorts } from '#language/trace/journal.ts';
import type { Open } from '#language/trace/rotation.ts';
import { type Balanced, behindListener } from './behind-listener.ts';
import { eitherOf, type NextConnections } from './next-connections.ts';

/** The connections from these nodes of a load balancer to its targets. `open` traces one of them. */
export function behindNodes(
  network: Network,
  nodes: readonly Interface[],
  end: Omit<Balanced, 'interface'>,
  ports: SourcePorts,
  open: Open,
): NextConnections {
  const chosen = ({ subnet }: Interface): readonly Choice[] =>
    nodes.length < 2 ? [] : [{ of: 'receiver', at: end.balancer.id, chosen: subnet.id, share: undefined }];
  return eitherOf(
    nodes.map((node) =>
      behindListener(network, { ...end, interface: node }, ports, (query, target = []) =>
        open(query, [...chosen(node), ...target]),
      ),
    ),
  );
}
