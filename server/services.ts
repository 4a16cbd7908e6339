// What the parts of the language server find in each other: Langium's services and ours. Apart from the module that makes them, so that
// no feature imports the table in which it stands.
import type { LangiumServices } from 'langium/lsp';
import type { NetarchAddedServices } from '#language/workspace.ts';

/** The services of one language server, as every feature receives them. */
export type NetarchServices = LangiumServices & NetarchAddedServices;
