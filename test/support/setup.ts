// Loaded by mocha before all tests (.mocharc.json): every fast-check property starts from the one seed.
import fc from 'fast-check';
import { runs, SEED } from './chance.ts';

fc.configureGlobal({ seed: SEED, numRuns: runs(100) });
