// Runs the bundled suites inside the extension host. VS Code and @vscode/test-electron call `run`.
import { appendFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';

/** Runs every `*.test.cjs` in the folder of this file. Rejects if a test fails or there are none. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', color: false, timeout: 120_000, forbidOnly: true, forbidPending: true });
  for (const name of readdirSync(__dirname).filter((file) => file.endsWith('.test.cjs'))) {
    mocha.addFile(join(__dirname, name));
  }
  printTo(process.env.NETARCH_TEST_REPORT);
  const failures = await new Promise<number>((resolve) => {
    const runner = mocha.run((count) => resolve(runner.total === 0 ? 1 : count));
  });
  if (failures > 0) {
    throw new Error(`${failures} failed`);
  }
}

// In the VS Code server the extension host has no terminal, so the harness passes the path of a file for the report.
function printTo(file: string | undefined): void {
  if (file !== undefined) {
    Mocha.reporters.Base.consoleLog = (...values: unknown[]) => appendFileSync(file, `${format(...values)}\n`);
  }
}
