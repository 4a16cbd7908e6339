// The services that the features of the language server use. They are typed apart from the module that creates them: no feature imports
// the table that lists it.
import type { LangiumServices } from 'langium/lsp';
import type { NetarchAddedServices } from '#language/workspace.ts';

/** The services of one language server, as every feature receives them. */
export type NetarchServices = LangiumServices & NetarchAddedServices;
