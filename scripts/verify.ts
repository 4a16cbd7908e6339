// Runs all checks and tests of the repository and prints totals in the last line. With the argument `check`, only the checks.
import { type Count, runStep, type Step } from './step.ts';

const checks: readonly Step[] = [
  { title: 'the lockfiles work on every platform', command: ['node', 'scripts/lockfile.ts'], counts: 'check' },
  { title: 'the generated parser is up to date', command: ['node', 'scripts/generated.ts'], counts: 'check' },
  { title: 'docs/rules.md is up to date', command: ['node', 'scripts/rules.ts', '--check'], counts: 'check' },
  {
    title: 'the import rules of the linter are up to date',
    command: ['node', 'scripts/import-rules.ts', '--check'],
    counts: 'check',
  },
  { title: 'formatting, linting, import rules', command: ['biome', 'check', '--error-on-warnings'], counts: 'check' },
  { title: 'types of server, client and tests', command: ['tsc', '-p', '.'], counts: 'check' },
  { title: 'types of the core, without Node and DOM', command: ['tsc', '-p', 'language'], counts: 'check' },
  { title: 'types of the webview, without Node and VS Code', command: ['tsc', '-p', 'client/webview'], counts: 'check' },
  { title: 'no unused code, no undeclared dependencies', command: ['knip'], counts: 'check' },
];

const tests: readonly Step[] = [
  { title: 'unit tests with minimum coverage', command: ['c8', 'mocha'], counts: 'tests' },
  { title: 'bundles', command: ['node', 'esbuild.mjs'], counts: 'check' },
  { title: 'third-party notices are up to date', command: ['node', 'scripts/notices.ts', '--check'], counts: 'check' },
  { title: 'tests in a real VS Code', command: ['node', 'test/vscode/run.ts'], counts: 'tests' },
];

const steps = process.argv.includes('check') ? checks : [...checks, ...tests];
const failures: string[] = [];
let total: Count = { passed: 0, failed: 0 };
for (const step of steps) {
  const count = await runStep(step);
  total = { passed: total.passed + count.passed, failed: total.failed + count.failed };
  if (count.failed > 0) {
    failures.push(step.title);
  }
}
for (const title of failures) {
  console.log(`\n✗ failed: ${title}`);
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
