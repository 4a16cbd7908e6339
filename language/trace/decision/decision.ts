// What was decided at one hop, as data: one type for each kind of decision. `words/` renders it as text.
import type { EndDecision } from './end-decision.ts';
import type { FilterDecision } from './filter-decision.ts';
import type { GatewayDecision } from './gateway-decision.ts';
import type { RouteDecision } from './route-decision.ts';
import type { ServiceDecision } from './service-decision.ts';

/** The decision at a hop, with its reason: a union discriminated by `kind`. It refers to the parts of the network that decided. */
export type Decision = FilterDecision | RouteDecision | GatewayDecision | ServiceDecision | EndDecision;

/** Returns the decision. Called only when it is read, because most callers read only the verdict. */
export type Decide = () => Decision;
