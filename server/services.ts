// The type of the services that the features of the language server use. It is separate from the module that creates them, so that no
// feature imports the module that lists it.
import type { LangiumServices } from 'langium/lsp';
import type { NetarchAddedServices } from '#language/workspace.ts';
import type { Drawer } from './drawing/drawer.ts';

/** The services of one language server, as every feature receives them. */
export type NetarchServices = LangiumServices & NetarchAddedServices & DrawingServices;

/** Two drawers, so that a hover does not wait for a large diagram. */
export interface DrawingServices {
  readonly drawing: {
    /** For the diagram panel. */
    readonly Diagrams: Drawer;
    /** For the paths in hovers. */
    readonly Paths: Drawer;
  };
}
