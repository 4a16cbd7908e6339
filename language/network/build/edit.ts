// A network and a change of its parts → the changed network.
import type { Network } from '#language/network/network.ts';
import type { ExplicitParts } from './explicit.ts';
import { link } from './link.ts';
import { unlink } from './unlink.ts';

/** The network after the change. The given one is left as it is; what does not change is the same object in both. */
export function edited(network: Network, change: (parts: ExplicitParts) => ExplicitParts): Network {
  return link(change(unlink(network)), network).network;
}
