// The diagram compared with the last commit, which VS Code's own Git extension reads.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inWindow } from './session.ts';

/** A repository with one commit, in a window with git. */
function commit(folder: string): void {
  mkdirSync(join(folder, '.vscode'));
  writeFileSync(join(folder, '.vscode/settings.json'), JSON.stringify({ 'git.enabled': true }));
  const git = (...words: readonly string[]): void => {
    const settings = ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'commit.gpgsign=false'];
    execFileSync('git', [...settings, ...words], { cwd: folder, stdio: 'pipe' });
  };
  git('init', '-q', '-b', 'main');
  git('add', '.');
  git('commit', '-q', '-m', 'first');
}

describe('the diagram compared with HEAD', () => {
  const workbench = inWindow(commit);

  it('shows what differs from the last commit, follows the text, and ends with a button', async () => {
    await workbench().openFile('shop.netarch');
    await workbench().runCommand('Netarch: Compare with HEAD');
    const strip = workbench().diagram.locator('.comparison');
    await strip.filter({ hasText: 'Compared with HEAD' }).waitFor();
    assert.equal(await workbench().diagram.locator('.box.added').count(), 0);
    await workbench().goTo('instance worker-1');
    await workbench().page.keyboard.type('instance tester 10.0.1.101');
    await workbench().page.keyboard.press('Enter');
    await workbench().diagram.locator('.box.added[data-id="production.tester"]').waitFor();
    await strip.getByRole('button', { name: 'Back' }).click();
    await strip.waitFor({ state: 'hidden' });
    await workbench().diagram.locator('.box.added').waitFor({ state: 'detached' });
  });
});
