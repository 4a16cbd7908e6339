// Where the repository lies: the one place that knows how deep the scripts are.
import { dirname } from 'node:path';

/** The folder of the repository. */
export const root = dirname(import.meta.dirname);
