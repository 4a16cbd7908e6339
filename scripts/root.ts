// The root folder of the repository.
import { dirname } from 'node:path';

/** The absolute path of the root folder of the repository. */
export const root = dirname(import.meta.dirname);
