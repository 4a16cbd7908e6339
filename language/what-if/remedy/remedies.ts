// All remedies, in the order in which an expert would try them.
import { admitPrivateLink, completeBalancer, useTarget } from './balancers.ts';
import type { Remedy } from './blocked.ts';
import { allowReferences, changePreservation, openAcl, openGroup, passOn } from './filters.ts';
import { passFirewall } from './firewalls.ts';
import { addEndpoint, leaveVpc } from './internet.ts';
import { addRoute, correctRoute } from './routes.ts';
import { completeTransit } from './transit.ts';

/** Remedies at the cause of a blocker. Where they help, no other remedy is tried. */
export const CAUSES: readonly Remedy[] = [correctRoute];

/** Remedies at the blocker itself. */
export const REMEDIES: readonly Remedy[] = [
  openGroup,
  allowReferences,
  changePreservation,
  openAcl,
  passFirewall,
  passOn,
  addRoute,
  leaveVpc,
  addEndpoint,
  completeTransit,
  completeBalancer,
  useTarget,
  admitPrivateLink,
];
