// Loaded by mocha before all tests (.mocharc.json): sets the same seed for all fast-check properties.
import fc from 'fast-check';
import { runs, SEED } from './chance.ts';

fc.configureGlobal({ seed: SEED, numRuns: runs(100) });
