// A network and what to show of it → the diagram, without coordinates. Separate from the layout, so that a thread can do without ELK.
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import type { StepTrace } from '#language/trace/flow.ts';
import type { Trace } from '#language/trace/result.ts';
import { type Against, comparedDiagram } from './graph/compared-diagram.ts';
import type { Diagram } from './graph/diagram.ts';
import { diagramOf } from './graph/diagram-of.ts';
import type { DiagramOptions } from './graph/options.ts';
import { pathOf } from './graph/path-of.ts';

/** The network, or the path of one packet through it. */
export type Subject = NetworkSubject | PathSubject;

/** The network from the internet at the top to the private subnets at the bottom. Without options: all of it, both directions highlighted. */
export interface NetworkSubject extends Omit<DiagramOptions, 'traces'> {
  readonly kind: 'network';
  /** The traced steps of each flow, by its id, as in `Claims`. A flow that is not among them is not drawn. */
  readonly flows?: ReadonlyMap<EntityId, readonly StepTrace[]>;
  /** An older network: the diagram shows what differs, and no flows. */
  readonly against?: Against;
}

/** The places of one packet, from left to right, and those of the connections that follow it. */
export interface PathSubject {
  readonly kind: 'path';
  readonly trace: Trace;
}

/** The diagram, as plain data: it survives `JSON.stringify`. The same network and subject give the same diagram; neither is changed. */
export function graphOf(network: Network, subject: Subject): Diagram {
  switch (subject.kind) {
    case 'network': {
      const { flows = new Map<EntityId, readonly StepTrace[]>(), kind: _, against, ...options } = subject;
      const traces = new Map([...flows].map(([id, steps]) => [id, steps.map(({ trace }) => trace)]));
      const wanted = { ...options, traces };
      return against === undefined ? diagramOf(network, wanted) : comparedDiagram(network, wanted, against);
    }
    case 'path':
      return pathOf(network, subject.trace);
  }
}
