// The type of the services that the features of the language server use. It is separate from the module that creates them, so that no
// feature imports the module that lists it.
import type { LangiumServices } from 'langium/lsp';
import type { NetarchAddedServices } from '#language/workspace.ts';

/** The services of one language server, as every feature receives them. */
export type NetarchServices = LangiumServices & NetarchAddedServices;
